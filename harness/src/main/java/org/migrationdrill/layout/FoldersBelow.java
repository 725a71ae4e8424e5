package org.migrationdrill.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The folders below a directory that hold migrations of their own. */
final class FoldersBelow {
    private static final int MOST = 8;

    private final List<MigrationDirectory> all;
    private final List<Layout> layouts;
    private final List<String> holding = new ArrayList<>();

    private FoldersBelow(List<MigrationDirectory> all, List<Layout> layouts) {
        this.all = all;
        this.layouts = layouts;
        for (MigrationDirectory folder : all) {
            String words = layouts.stream()
                    .filter(layout -> layout.recognises(folder))
                    .map(Layout::word)
                    .collect(Collectors.joining(" or "));
            if (!words.isEmpty()) {
                holding.add(folder.path() + " (" + words + ")");
            }
        }
    }

    static FoldersBelow of(MigrationDirectory directory, List<Layout> layouts) {
        return new FoldersBelow(directory.below(), layouts);
    }

    boolean isEmpty() {
        return holding.isEmpty();
    }

    /** The layout whose tool takes all of them when it is pointed at the directory above. */
    Optional<Layout> asOne() {
        return layouts.stream().filter(layout -> layout.readsAsOne(all)).findFirst();
    }

    /** The first of them, each with its layout, as what is accepted. */
    @Override
    public String toString() {
        String first = holding.stream().limit(MOST).collect(Collectors.joining(", "));
        return (holding.size() == 1 ? "" : "one of ")
                + first
                + (holding.size() <= MOST ? "" : ", and " + (holding.size() - MOST) + " more");
    }
}

package org.migrationdrill.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;

/** Pairs the up and down files of a directory by the value of their versions: {@code 7} is {@code 007}. */
final class FilePairs {
    private static final int LONGEST = Long.SIZE - 1;

    private final MigrationDirectory directory;
    private final Problems problems;
    private final Map<BigInteger, Matcher> ups = new TreeMap<>();
    private final Map<BigInteger, Matcher> downs = new TreeMap<>();

    private FilePairs(MigrationDirectory directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /**
     * In the order of their versions. Two files of one version and direction, and a down without an up, are problems.
     *
     * @param name with the groups {@code version}, {@code name} and {@code direction}; what matches without one is an up file
     */
    static List<FilePair> of(MigrationDirectory directory, Pattern name, Problems problems) {
        FilePairs pairs = new FilePairs(directory, problems);
        for (String file : directory.files()) {
            Matcher matcher = name.matcher(file);
            if (matcher.matches()) {
                pairs.take(matcher);
            }
        }
        return pairs.pairs();
    }

    private void take(Matcher file) {
        boolean down = "down".equals(file.group("direction"));
        if (new BigInteger(file.group("version")).bitLength() > LONGEST) {
            problems.add(
                    directory.place(file.group()),
                    "version " + file.group("version"),
                    "a version up to " + Long.MAX_VALUE + ", as the tool's table takes it");
            return;
        }
        Matcher other = (down ? downs : ups).putIfAbsent(new BigInteger(file.group("version")), file);
        if (other != null) {
            problems.add(
                    directory.place(file.group()),
                    "version " + file.group("version") + " a second time, after " + other.group(),
                    "one " + (down ? "down" : "up") + " file a version");
        }
    }

    private List<FilePair> pairs() {
        downs.forEach((number, down) -> {
            if (!ups.containsKey(number)) {
                problems.add(
                        directory.place(down.group()),
                        "a down file of version " + down.group("version") + ", which has no up file",
                        "an up file of the same version beside it");
            }
        });
        List<FilePair> pairs = new ArrayList<>();
        ups.forEach((number, up) -> pairs.add(new FilePair(
                number,
                up.group("version"),
                up.group("name"),
                up.group(),
                downs.containsKey(number) ? downs.get(number).group() : null)));
        return pairs;
    }
}

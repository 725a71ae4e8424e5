package org.migrationdrill.layout;

import java.util.Map;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;

/** Flyway's: {@code V1__name.sql}, {@code U1__name.sql}, {@code R__name.sql}, {@code B1__name.sql}, in folders below too. */
final class FlywayLayout implements Layout {
    private static final Pattern NAME = Pattern.compile("(?:[VUB]\\d+(?:[._]\\d+)*|R)__.*\\.sql");

    @Override
    public String word() {
        return "flyway";
    }

    @Override
    public String example() {
        return "V1__name.sql";
    }

    @Override
    public boolean recognises(MigrationDirectory directory) {
        return directory.hasAnywhere(NAME.asMatchPredicate());
    }

    @Override
    public LaidOut read(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        return new LaidOut.ByTool(word());
    }
}

package org.migrationdrill.walk;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.migrationdrill.observe.AddedRows;
import org.migrationdrill.observe.SchemaDifference;

/** What may differ after a reverse because whoever asked for the walk says so. */
record Allowed(List<Pattern> patterns) {
    static Allowed of(List<String> wildcards) {
        return new Allowed(wildcards.stream().map(Allowed::pattern).toList());
    }

    boolean allows(SchemaDifference difference) {
        return allows(difference.kind() + " " + difference.object());
    }

    /** Where a table is to stay, its rows are, too. */
    boolean allows(AddedRows added) {
        String table = added.table().contains(".") ? added.table() : "public." + added.table();
        return allows("rows " + added.table()) || allows("table " + table);
    }

    private boolean allows(String object) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(object).matches());
    }

    private static Pattern pattern(String wildcards) {
        return Pattern.compile(
                Arrays.stream(wildcards.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}

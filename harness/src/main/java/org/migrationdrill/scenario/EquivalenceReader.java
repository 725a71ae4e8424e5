package org.migrationdrill.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code equivalences}: {@code orders.amount: amount_cents = round(amount * 100)}. */
final class EquivalenceReader {
    private static final Pattern COLUMN = Pattern.compile("((?:\\w+\\.)?\\w+)\\.(\\w+)");
    private static final Pattern FORM = Pattern.compile("(?:(\\w+)\\s*=\\s*)?([^=\\s].*)", Pattern.DOTALL);

    private final Problems problems;

    EquivalenceReader(Problems problems) {
        this.problems = problems;
    }

    List<DeclaredEquivalence> read(MappingReader drill) {
        List<DeclaredEquivalence> all = new ArrayList<>();
        drill.mapping("equivalences").ifPresent(named -> named.names()
                .forEach((name, entry) -> equivalence(name, entry).ifPresent(all::add)));
        return all;
    }

    private Optional<DeclaredEquivalence> equivalence(String name, YamlNode.Entry entry) {
        Matcher column = COLUMN.matcher(name);
        if (!column.matches()) {
            problems.add(entry.keyPlace(), "‘" + name + "’", "a column with its table, such as orders.amount");
            return Optional.empty();
        }
        Matcher form = FORM.matcher(entry.value() instanceof YamlNode.Scalar text ? text.text() : "");
        if (!form.matches()) {
            problems.add(
                    entry.keyPlace(),
                    entry.value().inWords() + " for ‘" + name + "’",
                    "an SQL expression such as round(amount * 100), or amount_cents = round(amount * 100)");
            return Optional.empty();
        }
        return Optional.of(new DeclaredEquivalence(
                column.group(1), column.group(2), Optional.ofNullable(form.group(1)), form.group(2)));
    }
}

package org.migrationdrill.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.fixture.ValueSpec;
import org.migrationdrill.fixture.ValueSpecReader;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;

/** Reads one operation of a suite: first the marks of its head, then its SQL. */
final class OperationReader {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.-]*");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*/\\s*(s|min)");
    private static final Pattern DIFFERS = Pattern.compile("differs\\s*\\(\\s*(\\S.*?)\\s*\\)");
    private static final Pattern TRANSACTION_CONTROL = Pattern.compile(
            "(begin|start|commit|end|abort|rollback(?!\\s+((work|transaction)\\s+)?to\\b)|prepare\\s+transaction)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String name;
    private final Place place;
    private final Problems problems;
    private final Map<String, Place> declared = new LinkedHashMap<>();
    private final Map<String, ValueSpec> parameters = new LinkedHashMap<>();
    private final EdgeReader edges;
    private final Set<String> seen = new HashSet<>();
    private final List<SqlToken> sql = new ArrayList<>();
    private double ratePerSecond = 1;
    private Optional<String> differs = Optional.empty();

    OperationReader(Mark mark, Place place, Problems problems) {
        this.name = mark.value();
        this.place = place;
        this.problems = problems;
        this.edges = new EdgeReader(problems);
        if (!NAME.matcher(name).matches()) {
            problems.add(place, "‘" + name + "’ as an operation's name", "a name such as record_event");
        }
    }

    String name() {
        return name;
    }

    Place place() {
        return place;
    }

    /** Takes a piece of the operation's SQL, or the space and comments before and between. */
    void sql(SqlToken token) {
        if (token.isCode() || !sql.isEmpty()) {
            sql.add(token);
        }
    }

    /** Takes a comment line that might be a mark. */
    void mark(Mark mark) {
        Place at = place.atLine(mark.line());
        if (sql.isEmpty()) {
            headMark(mark, at);
        } else if (mark.isWellFormed()) {
            problems.add(at, "the mark ‘" + mark.text() + "’ after SQL", "marks between ‘-- operation: …’ and its SQL");
        } else if (mark.isMisspeltOperation()) {
            problems.addWord(at, "‘" + mark.text() + "’", mark.word().toLowerCase(Locale.ROOT), Mark.WORDS);
        }
    }

    private void headMark(Mark mark, Place at) {
        if (mark.isMisspelt()) {
            problems.addWord(at, "‘" + mark.text() + "’", mark.word().toLowerCase(Locale.ROOT), Mark.WORDS);
        } else if (mark.isKnown() && (!mark.isWellFormed() || mark.word().equals("operation"))) {
            problems.add(at, "‘" + mark.text() + "’", form(mark.word()));
        } else if (mark.isKnown()) {
            accept(mark, at);
        }
    }

    private static String form(String word) {
        return switch (word) {
            case "operation" -> "‘-- operation: name’";
            case "rate" -> "‘-- rate: 40/s’ or ‘-- rate: 5/min’";
            case "param" -> "‘-- param name: values’";
            case "answer" -> "‘-- answer: differs (reason)’";
            case "edge" -> "‘-- edge’ alone or ‘-- edge param: value’";
            default -> "‘-- " + word + "’ alone";
        };
    }

    private void accept(Mark mark, Place at) {
        if (!mark.isForAParameter() && !seen.add(mark.word())) {
            problems.add(at, "‘" + mark.word() + "’ a second time", "each mark once in an operation");
            return;
        }
        switch (mark.word()) {
            case "rate" -> rate(mark, at);
            case "param" -> parameter(mark, at);
            case "answer" -> answer(mark, at);
            case "edge" -> edge(mark, at);
            default -> {} // a flag: it was seen
        }
    }

    private void rate(Mark mark, Place at) {
        Matcher matcher = RATE.matcher(mark.value());
        double amount = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (amount > 0) {
            ratePerSecond = matcher.group(2).equals("s") ? amount : amount / 60;
        } else {
            problems.add(at, "‘" + mark.value() + "’ as a rate", "a rate above 0 such as 40/s or 5/min");
        }
    }

    private void parameter(Mark mark, Place at) {
        if (declared.putIfAbsent(mark.name(), at) != null) {
            problems.add(at, "the parameter ‘" + mark.name() + "’ a second time", "each parameter once");
            return;
        }
        ValueSpecReader.fromPhrase(mark.value(), at, problems).ifPresent(spec -> parameters.put(mark.name(), spec));
    }

    private void edge(Mark mark, Place at) {
        if (mark.isForAParameter()) {
            edges.take(mark, at);
        }
    }

    private void answer(Mark mark, Place at) {
        Matcher matcher = DIFFERS.matcher(mark.value());
        if (matcher.matches()) {
            differs = Optional.of(matcher.group(1));
        } else {
            problems.add(at, "‘" + mark.value() + "’ as an answer", "differs (reason)");
        }
    }

    /** The operation as far as it is one; problems were added for what is wrong with it. */
    Optional<Operation> finish() {
        List<SqlStatement> statements = SqlScanner.statements(sql);
        if (statements.isEmpty()) {
            problems.add(place, "the operation ‘" + name + "’ without SQL", "at least one statement");
            return Optional.empty();
        }
        statements.forEach(this::checkTransactionControl);
        checkParameters();
        return Optional.of(new Operation(
                name,
                ratePerSecond,
                seen.contains("autocommit"),
                seen.contains("ordered"),
                differs,
                seen.contains("edge"),
                parameters,
                edges.finish(declared.keySet(), parameters),
                statements,
                place));
    }

    /** The drill decides where an operation's transaction ends: on both copies or on neither. */
    private void checkTransactionControl(SqlStatement statement) {
        if (TRANSACTION_CONTROL.matcher(statement.sql()).matches()) {
            problems.add(
                    place.atLine(statement.line()),
                    "‘" + statement.sql().lines().findFirst().orElse("") + "’",
                    "statements without transaction control: an operation is one transaction, or marked ‘-- autocommit’");
        }
    }

    private void checkParameters() {
        Map<String, Integer> used = new LinkedHashMap<>();
        sql.stream()
                .filter(token -> token.is(SqlToken.Kind.PARAMETER))
                .forEach(token -> used.putIfAbsent(token.name(), token.line()));
        used.forEach((parameter, line) -> {
            if (!declared.containsKey(parameter)) {
                undeclared(parameter, place.atLine(line), declared.keySet());
            }
        });
        declared.forEach((parameter, at) -> {
            if (!used.containsKey(parameter)) {
                problems.add(at, "the parameter ‘" + parameter + "’, which no statement uses", "parameters in use");
            }
        });
    }

    private void undeclared(String parameter, Place at, Collection<String> names) {
        String found = "the parameter ‘:" + parameter + "’ that is not declared";
        if (names.isEmpty()) {
            problems.add(at, found, "‘-- param " + parameter + ": values’ in the operation's head");
        } else {
            problems.addWord(at, found, parameter, names);
        }
    }
}

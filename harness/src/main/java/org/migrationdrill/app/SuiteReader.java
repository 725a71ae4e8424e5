package org.migrationdrill.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;

/** Reads the query suite of an app version or a consumer: a SQL file whose line comments mark where operations start. */
public final class SuiteReader {
    private final Place top;
    private final Problems problems;
    private final List<OperationReader> readers = new ArrayList<>();
    private boolean strayReported;

    private SuiteReader(Path file, Problems problems) {
        this.top = new Place(file, 1);
        this.problems = problems;
    }

    /**
     * The app version with its operations, or empty after problems were added.
     *
     * @param name the version or the consumer's name
     */
    public static Optional<AppVersion> read(String name, Role role, Path file, Problems problems) {
        int before = problems.all().size();
        List<Operation> operations = new SuiteReader(file, problems).operations();
        return problems.all().size() == before ? Optional.of(new AppVersion(name, role, operations)) : Optional.empty();
    }

    private List<Operation> operations() {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return List.of();
        }
        split(SqlLexer.tokens(text.get(), 1));
        if (readers.isEmpty() && !strayReported) {
            problems.add(top, "a suite without an operation", "‘-- operation: name’ and its SQL");
        }
        reportRepeatedNames();
        return readers.stream()
                .map(OperationReader::finish)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> text() {
        Path file = top.file();
        try {
            String text = Files.readString(file);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(top, "bytes that are no UTF-8", "a text file in UTF-8");
        } catch (IOException e) {
            problems.add(top, Files.exists(file) ? "a file that can't be read" : "no such file", "a readable file");
        }
        return Optional.empty();
    }

    private void split(List<SqlToken> tokens) {
        boolean lineStart = true;
        for (SqlToken token : tokens) {
            if (!token.closed()) {
                problems.add(top.atLine(token.line()), "a quote or comment that is never closed", "its closing mark");
            }
            if (token.is(SqlToken.Kind.LINE_COMMENT) && lineStart) {
                comment(token);
            } else {
                sql(token);
            }
            lineStart =
                    token.is(SqlToken.Kind.SPACE) && (lineStart || token.text().contains("\n"));
        }
    }

    private void comment(SqlToken token) {
        Optional<Mark> mark = Mark.of(token);
        if (mark.isPresent() && mark.get().startsOperation()) {
            readers.add(new OperationReader(mark.get(), top.atLine(token.line()), problems));
        } else if (!readers.isEmpty()) {
            OperationReader reader = readers.get(readers.size() - 1);
            mark.ifPresent(reader::mark);
            reader.sql(token);
        }
    }

    private void sql(SqlToken token) {
        if (!readers.isEmpty()) {
            readers.get(readers.size() - 1).sql(token);
        } else if (token.isCode() && !strayReported) {
            strayReported = true;
            problems.add(
                    top.atLine(token.line()), "SQL before the first operation", "‘-- operation: name’ before its SQL");
        }
    }

    private void reportRepeatedNames() {
        Map<String, Place> firsts = new LinkedHashMap<>();
        for (OperationReader reader : readers) {
            Place first = firsts.putIfAbsent(reader.name(), reader.place());
            if (first != null) {
                problems.add(
                        reader.place(),
                        "the operation ‘" + reader.name() + "’ a second time (first in line " + first.line() + ")",
                        "each operation once");
            }
        }
    }
}

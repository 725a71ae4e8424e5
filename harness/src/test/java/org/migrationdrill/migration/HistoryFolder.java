package org.migrationdrill.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.input.Problems;

/** A directory of migrations that a test writes, and a database of its own to run them in. */
final class HistoryFolder {
    private final Path folder;
    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private Optional<String> layout = Optional.empty();
    private Optional<String> groupBy = Optional.empty();

    HistoryFolder(Path folder) {
        this.folder = folder;
    }

    HistoryFolder with(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HistoryFolder placeholder(String name, String value) {
        placeholders.put(name, value);
        return this;
    }

    HistoryFolder layout(String word) {
        layout = Optional.of(word);
        return this;
    }

    HistoryFolder groupBy(String prefix) {
        groupBy = Optional.of(prefix);
        return this;
    }

    MigrationHistory open() {
        Problems problems = new Problems();
        return MigrationHistories.open(folder, layout, groupBy, placeholders, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    List<String> problems() {
        Problems problems = new Problems();
        MigrationHistories.open(folder, layout, groupBy, placeholders, problems);
        return problems.all().stream()
                .map(problem -> problem.toString()
                        .replace(folder + "/", "")
                        .replace(folder.toString(), folder.getFileName().toString()))
                .toList();
    }

    /** The history in a database that is ready for it. */
    Walked walked() {
        MigrationHistory history = open();
        DatabaseCopy database = TestServer.fresh("history");
        history.prepare(database);
        return new Walked(history, database);
    }

    /** A history and the database it is run in. */
    record Walked(MigrationHistory history, DatabaseCopy database) {
        MigrationResult forward(int index) {
            return history.forward(database, history.entries().get(index));
        }

        MigrationResult reverse(int index) {
            return history.reverse(database, history.entries().get(index));
        }

        /** A query's rows, each with its values joined by bars. */
        List<String> query(String sql) {
            List<String> rows = new ArrayList<>();
            try (Connection connection = database.connect("test");
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    StringJoiner row = new StringJoiner("|");
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row.toString());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return rows;
        }

        /** What the migrations have made in the schema public, the tool's own tables left out. */
        List<String> relations() {
            return query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                            + " AND relkind IN ('r', 'v', 'i') ORDER BY relname")
                    .stream()
                    .filter(name -> !name.endsWith("_pkey"))
                    .filter(name -> !history.ownTables().contains("public." + name))
                    .toList();
        }
    }
}

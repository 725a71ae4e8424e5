package org.migrationdrill.walk;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.HistoryEntry;
import org.migrationdrill.migration.RefusedScriptException;
import org.migrationdrill.migration.SqlFailure;

/** A team's own rows: SQL files, each run once the migration has run whose version its name begins with. Immutable. */
public final class DataFiles implements RowSource {
    private static final Pattern NAME = Pattern.compile("V?(\\d+(?:[._-]\\d+)*).*\\.sql");

    private final Map<String, List<Script>> scriptsById;

    private record Script(Path file, String sql) {
        RefusedScriptException refused(SQLException failure) {
            return RefusedScriptException.of(
                    file,
                    new SqlFailure(
                            String.valueOf(failure.getSQLState()),
                            String.valueOf(failure.getMessage()),
                            "",
                            file.toString(),
                            null),
                    "It has to run once the migration of its version has run; the walk ended there.");
        }
    }

    private DataFiles(Map<String, List<Script>> scriptsById) {
        this.scriptsById = Map.copyOf(scriptsById);
    }

    /**
     * Reads a directory of SQL files.
     *
     * @return empty when {@code problems} got at least one from here
     */
    public static Optional<DataFiles> open(Path directory, List<HistoryEntry> entries, Problems problems) {
        int before = problems.all().size();
        Map<String, List<Script>> scripts = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                read(file, entries, problems).ifPresent(id -> add(file, id, scripts, problems));
            }
        } catch (IOException e) {
            problems.add(Place.whole(directory), "no directory that can be read", "a directory of SQL files");
        }
        if (scripts.isEmpty() && problems.all().size() == before) {
            problems.add(
                    Place.whole(directory),
                    "no SQL file",
                    "files whose names begin with a migration's version, such as 3_orders.sql");
        }
        return problems.all().size() == before ? Optional.of(new DataFiles(scripts)) : Optional.empty();
    }

    private static Optional<String> read(Path file, List<HistoryEntry> entries, Problems problems) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        Optional<String> id = name.matches() ? id(parts(name.group(1)), entries) : Optional.empty();
        if (id.isEmpty()) {
            problems.add(
                    new Place(file, 1),
                    "a name that begins with no migration's version",
                    "a name such as " + entries.get(0).version() + "_rows.sql");
        }
        return id;
    }

    /** Digits may follow that are not the version's: the longest version counts that any migration has. */
    private static Optional<String> id(List<BigInteger> digits, List<HistoryEntry> entries) {
        for (int length = digits.size(); length > 0; length--) {
            List<BigInteger> version = digits.subList(0, length);
            Optional<String> id = entries.stream()
                    .filter(entry -> parts(entry.version()).equals(version))
                    .map(HistoryEntry::id)
                    .findFirst();
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }

    /** {@code 1.2}, {@code 01_2} and {@code 2026-01-01} as numbers; empty for what is no version. */
    private static List<BigInteger> parts(String version) {
        return version.matches("\\d+(?:[._-]\\d+)*")
                ? Stream.of(version.split("[._-]")).map(BigInteger::new).toList()
                : List.of();
    }

    private static void add(Path file, String id, Map<String, List<Script>> scripts, Problems problems) {
        try {
            scripts.computeIfAbsent(id, each -> new ArrayList<>()).add(new Script(file, Files.readString(file)));
        } catch (CharacterCodingException e) {
            problems.add(new Place(file, 1), "bytes that are not UTF-8", "SQL in UTF-8");
        } catch (IOException e) {
            problems.add(new Place(file, 1), "a file that can't be read", "SQL in UTF-8");
        }
    }

    @Override
    public Map<String, String> before(Connection connection) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> since(Connection connection, HistoryEntry entry) throws SQLException {
        run(connection, entry);
        return Map.of();
    }

    @Override
    public void after(Connection connection, HistoryEntry entry, Set<String> unchanged) throws SQLException {
        run(connection, entry);
    }

    private void run(Connection connection, HistoryEntry entry) throws SQLException {
        for (Script script : scriptsById.getOrDefault(entry.id(), List.of())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(script.sql());
            } catch (SQLException e) {
                if (connection.isValid(1)) {
                    throw script.refused(e);
                }
                throw e;
            }
        }
    }
}

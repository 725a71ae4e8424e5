package org.migrationdrill.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;

/** Reads {@code database}. Words of the grammar that this version can't carry out get a message of their own. */
final class DatabaseReader {
    private static final String POSTGRESQL = "postgresql";
    private static final List<String> LATER_ENGINES = List.of("mariadb", "mysql");
    private static final String EMBEDDED = "embedded";
    private static final List<String> LATER_PROVIDERS = List.of("external");
    private static final List<String> OF_CONTAINERS = List.of("image", "memory", "cpus");

    private final Problems problems;

    DatabaseReader(Problems problems) {
        this.problems = problems;
    }

    DatabaseChoice read(MappingReader drill) {
        Optional<MappingReader> written = drill.mapping("database");
        if (written.isEmpty()) {
            return new DatabaseChoice(
                    POSTGRESQL,
                    Optional.empty(),
                    DatabaseChoice.PROVIDERS.get(0),
                    Map.of(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalDouble.empty());
        }
        MappingReader database = written.get();
        DatabaseChoice choice = new DatabaseChoice(
                word(
                        database,
                        "engine",
                        List.of(POSTGRESQL),
                        LATER_ENGINES,
                        "; MariaDB and MySQL are not supported by this version"),
                database.value("version", Words.MAJOR_VERSION, Words::majorVersion),
                word(
                        database,
                        "provider",
                        DatabaseChoice.PROVIDERS,
                        LATER_PROVIDERS,
                        "; databases from elsewhere are not supported by this version"),
                NamedTexts.read(database, "settings", problems),
                database.text("image"),
                database.value("memory", Words.BYTES, Words::bytes)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                database.value("cpus", Words.CPUS, Words::cpus)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()));
        if (choice.provider().equals(EMBEDDED)) {
            OF_CONTAINERS.stream()
                    .filter(database::has)
                    .forEach(key -> problems.add(
                            database.place(key),
                            "‘" + key + "’ beside ‘provider: embedded’",
                            "it with ‘provider: container’ or ‘auto’"));
        }
        database.end();
        return choice;
    }

    /** One of {@code now}, the first by default; for one of {@code later} the answer says why not. */
    private String word(MappingReader database, String key, List<String> now, List<String> later, String why) {
        Optional<String> written = database.text(key);
        if (written.filter(later::contains).isPresent()) {
            problems.add(
                    ScenarioFolder.placeOfValue(database, key),
                    "‘" + written.get() + "’ for ‘" + key + "’",
                    String.join(", ", now) + why);
            return now.get(0);
        }
        return written.flatMap(text -> database.word(key, now)).orElse(now.get(0));
    }
}

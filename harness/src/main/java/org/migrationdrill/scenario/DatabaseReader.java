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
    private static final String EXTERNAL = "external";
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
                    OptionalDouble.empty(),
                    Optional.empty());
        }
        MappingReader database = written.get();
        DatabaseChoice choice = new DatabaseChoice(
                engine(database),
                database.value("version", Words.MAJOR_VERSION, Words::majorVersion),
                database.word("provider", DatabaseChoice.PROVIDERS).orElse(DatabaseChoice.PROVIDERS.get(0)),
                NamedTexts.read(database, "settings", problems),
                database.text("image"),
                database.value("memory", Words.BYTES, Words::bytes)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                database.value("cpus", Words.CPUS, Words::cpus)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                database.mapping(EXTERNAL).flatMap(new ExternalReader(problems)::read));
        if (choice.provider().equals(EMBEDDED)) {
            OF_CONTAINERS.stream()
                    .filter(database::has)
                    .forEach(key -> problems.add(
                            database.place(key),
                            "‘" + key + "’ beside ‘provider: embedded’",
                            "it with ‘provider: container’ or ‘auto’"));
        }
        if (choice.provider().equals(EXTERNAL) && !database.has(EXTERNAL)) {
            problems.add(
                    database.place("provider"),
                    "‘provider: external’ without ‘external’",
                    "‘external: {disposable: NAME}’ with the name of a database that may be destroyed");
        }
        database.end();
        return choice;
    }

    /** For one that is not supported yet the answer says so. */
    private String engine(MappingReader database) {
        Optional<String> written = database.text("engine");
        if (written.filter(LATER_ENGINES::contains).isPresent()) {
            problems.add(
                    ScenarioFolder.placeOfValue(database, "engine"),
                    "‘" + written.get() + "’ for ‘engine’",
                    POSTGRESQL + "; MariaDB and MySQL are not supported by this version");
            return POSTGRESQL;
        }
        return written.flatMap(text -> database.word("engine", List.of(POSTGRESQL)))
                .orElse(POSTGRESQL);
    }
}

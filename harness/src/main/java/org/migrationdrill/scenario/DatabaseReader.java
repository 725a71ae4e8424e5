package org.migrationdrill.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;

/** Reads {@code database}. Words of the grammar that this version can't carry out get a message of their own. */
final class DatabaseReader {
    private static final String POSTGRESQL = "postgresql";
    private static final List<String> LATER_ENGINES = List.of("mariadb", "mysql");
    private static final String AUTO = "auto";
    private static final List<String> PROVIDERS = List.of(AUTO, "embedded");
    private static final List<String> LATER_PROVIDERS = List.of("container", "external");

    private final Problems problems;

    DatabaseReader(Problems problems) {
        this.problems = problems;
    }

    DatabaseChoice read(MappingReader drill) {
        Optional<MappingReader> written = drill.mapping("database");
        if (written.isEmpty()) {
            return new DatabaseChoice(POSTGRESQL, Optional.empty(), AUTO, Map.of());
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
                        PROVIDERS,
                        LATER_PROVIDERS,
                        "; this version has no other than the embedded database"),
                NamedTexts.read(database, "settings", problems));
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

package org.migrationdrill.migration;

import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.migrationdrill.scenario.MigrationSource;

/** Flyway's configuration as a scenario's {@code migrations} says, with what a drill needs of it besides. */
final class FlywaySettings {
    static final String FORWARD_PREFIX = "V";
    static final String REVERSE_PREFIX = "U";
    static final String REPEATABLE_PREFIX = "R";
    static final String BASELINE_PREFIX = "B";

    private static final String CLASSPATH = "classpath:";
    private static final String REVERSE_TABLE = "migration_drill_reverse_history";

    private final MigrationSource source;

    FlywaySettings(MigrationSource source) {
        this.source = source;
    }

    /** For running {@code V} scripts, and for reading them without a database. */
    FluentConfiguration forward() {
        FluentConfiguration configuration = Flyway.configure()
                .locations(locations().toArray(String[]::new))
                .placeholders(source.placeholders())
                .table(source.table())
                // Statement callbacks tell the truth only statement by statement.
                .batch(false)
                // Of the applied versions only one is offered, and a version that was rolled back comes after a later
                // one.
                .outOfOrder(true)
                .validateOnMigrate(false);
        if (!source.schemas().isEmpty()) {
            configuration.schemas(source.schemas().toArray(String[]::new));
        }
        source.defaultSchema().ifPresent(configuration::defaultSchema);
        // The transactional lock makes CREATE INDEX CONCURRENTLY wait for Flyway's own transaction for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    /** For running a {@code U} script as if it were a forward one, with a history of its own that is thrown away. */
    FluentConfiguration reverse() {
        return forward()
                .sqlMigrationPrefix(REVERSE_PREFIX)
                .table(REVERSE_TABLE)
                .createSchemas(false)
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }

    /** The real history's name, which {@code ${flyway:table}} means in both directions. */
    String table() {
        return source.table();
    }

    HistoryTable history() {
        return new HistoryTable(defaultSchema(), source.table());
    }

    HistoryTable reverseHistory() {
        return new HistoryTable(defaultSchema(), REVERSE_TABLE);
    }

    static boolean isOnClasspath(String location) {
        return location.startsWith(CLASSPATH);
    }

    private List<String> locations() {
        List<String> locations = new ArrayList<>();
        for (String location : source.locations()) {
            locations.add(isOnClasspath(location) ? location : "filesystem:" + location);
        }
        return locations;
    }

    /** As Flyway does, but for the search path, which a drill's database leaves as it is. */
    private String defaultSchema() {
        return source.defaultSchema()
                .or(() -> source.schemas().stream().findFirst())
                .orElse("public");
    }
}

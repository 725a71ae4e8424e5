package org.migrationdrill.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.ResourceName;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.input.Problems;
import org.migrationdrill.scenario.MigrationSource;

/**
 * Migrations of Flyway's open-source edition, whose {@code undo} does not exist: a {@code U} script is run by Flyway as if it were a
 * forward one, with a history of its own, and the real history is put right afterwards.
 */
public final class FlywayMigrations implements MigrationTool {
    private final FlywaySettings settings;
    private final MigrationFiles files;
    private final List<Migration> migrations;

    private FlywayMigrations(FlywaySettings settings, MigrationFiles files) {
        this.settings = settings;
        this.files = files;
        this.migrations = files.migrations();
    }

    /**
     * Reads the locations, without a database.
     *
     * @return empty when {@code problems} got at least one from here
     */
    public static Optional<MigrationTool> open(MigrationSource source, Problems problems) {
        return read(source, files -> !files.migrations().isEmpty(), problems).map(tool -> tool);
    }

    /**
     * As {@link #open}.
     *
     * @param enough whether the files hold what the caller needs at least
     */
    static Optional<FlywayMigrations> read(
            MigrationSource source, Predicate<MigrationFiles> enough, Problems problems) {
        QuietLog.install();
        int before = problems.all().size();
        MigrationFilesCheck check = new MigrationFilesCheck(source, problems);
        Optional<FlywayMigrations> tool = Optional.empty();
        if (check.locationsExist()) {
            FlywaySettings settings = new FlywaySettings(source);
            MigrationFiles files = new MigrationFiles(settings);
            check.check(files, enough.test(files));
            tool = Optional.of(new FlywayMigrations(settings, files));
        }
        return problems.all().size() == before ? tool : Optional.empty();
    }

    @Override
    public List<Migration> migrations() {
        return migrations;
    }

    @Override
    public Set<String> ownTables() {
        return Set.of(
                settings.history().qualifiedName(), settings.reverseHistory().qualifiedName());
    }

    @Override
    public MigrationResult baseline(DatabaseCopy database, Optional<String> version, boolean repeatables) {
        FlywayRun run = new FlywayRun(database, files, settings.history(), statement -> {});
        if (version.isEmpty()) {
            return run.nothing();
        }
        FluentConfiguration configuration = settings.forward().target(known(version.get()));
        offer(
                configuration,
                name -> !isReverse(name) && (repeatables || !isRepeatable(name)),
                java -> repeatables || java.getVersion() != null);
        return run.migrate(configuration, SessionSettings.none(), version.get());
    }

    @Override
    public Optional<String> newestApplied(DatabaseCopy database) {
        return settings.history().newest(database).map(newest -> migrations.stream()
                .map(Migration::version)
                .filter(version -> MigrationVersion.fromVersion(version).equals(newest))
                .findFirst()
                .orElse(newest.getVersion()));
    }

    @Override
    public MigrationResult forward(
            DatabaseCopy database, String version, SessionSettings session, StatementListener listener) {
        MigrationVersion only = known(version);
        HistoryTable history = settings.history();
        boolean repaired = history.forgetFailures(database, only);
        boolean applied = history.holds(database, only);
        FluentConfiguration configuration = settings.forward();
        offer(
                configuration,
                name -> name.getVersion() == null || (isForward(name) && only.equals(name.getVersion())),
                java -> java.getVersion() == null || java.getVersion().equals(only));
        MigrationResult result = new FlywayRun(database, files, history, listener, repaired)
                .migrate(configuration, session, fileOf(only));
        if (result instanceof MigrationResult.Applied all && all.scripts().isEmpty()) {
            throw new IllegalStateException("version " + version
                    + (applied ? " is applied already" : " was not pending") + " in database " + database.name());
        }
        return result;
    }

    MigrationFiles files() {
        return files;
    }

    /** Applies one script and no other, versioned or not, whatever the history says of it. */
    MigrationResult apply(DatabaseCopy database, String script) {
        HistoryTable history = settings.history();
        boolean repaired = history.forgetScript(database, script);
        FluentConfiguration configuration = settings.forward()
                .resourceProvider(SelectedResources.only(files.scanner(), files.resource(script)))
                .javaMigrationClassProvider(List::of);
        MigrationResult result = new FlywayRun(database, files, history, statement -> {}, repaired)
                .migrate(configuration, SessionSettings.none(), script);
        if (result instanceof MigrationResult.Applied all && all.scripts().isEmpty()) {
            throw new IllegalStateException(script + " was not pending in database " + database.name());
        }
        return result;
    }

    @Override
    public MigrationResult reverse(
            DatabaseCopy database, String version, SessionSettings session, StatementListener listener) {
        MigrationVersion only = known(version);
        MigrationFiles.VersionedScript script = files.script(FlywaySettings.REVERSE_PREFIX, only)
                .orElseThrow(() -> new IllegalStateException("version " + version + " has no reverse script"));
        if (!settings.history().holds(database, only)) {
            throw new IllegalStateException(
                    "version " + version + " can't be reversed in database " + database.name() + ": it is not applied");
        }
        FluentConfiguration configuration = settings.reverse()
                .resourceProvider(SelectedResources.only(
                        files.scanner(), new ReverseResource(script.resource(), settings.table())))
                .javaMigrationClassProvider(List::of);
        MigrationResult result = runAndThrowHistoryAway(database, configuration, session, listener, script.file());
        if (result instanceof MigrationResult.Applied) {
            settings.history().forget(database, only);
        }
        return result;
    }

    private MigrationResult runAndThrowHistoryAway(
            DatabaseCopy database,
            FluentConfiguration configuration,
            SessionSettings session,
            StatementListener listener,
            String file) {
        HistoryTable throwAway = settings.reverseHistory();
        // A drill that was killed may have left one.
        throwAway.drop(database);
        MigrationResult result;
        try {
            result = new FlywayRun(database, files, throwAway, listener).migrate(configuration, session, file);
        } catch (RuntimeException e) {
            try {
                throwAway.drop(database);
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        throwAway.drop(database);
        return result;
    }

    private void offer(
            FluentConfiguration configuration, Predicate<ResourceName> scripts, Predicate<JavaMigration> classes) {
        Predicate<LoadableResource> offered = resource -> {
            ResourceName name = files.name(resource.getFilename());
            return !name.isValid() || scripts.test(name);
        };
        Set<Class<? extends JavaMigration>> types = files.javaMigrations().stream()
                .filter(classes)
                .map(JavaMigration::getClass)
                .collect(Collectors.toSet());
        ClassProvider<JavaMigration> provider = () -> types;
        configuration
                .resourceProvider(new SelectedResources(files.scanner(), offered))
                .javaMigrationClassProvider(provider);
    }

    private MigrationVersion known(String version) {
        MigrationVersion wanted = MigrationVersion.fromVersion(version);
        return migrations.stream()
                .map(migration -> MigrationVersion.fromVersion(migration.version()))
                .filter(wanted::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no migration has version " + version));
    }

    private String fileOf(MigrationVersion version) {
        return files.script(FlywaySettings.FORWARD_PREFIX, version)
                .map(MigrationFiles.VersionedScript::file)
                .orElse(version.getVersion());
    }

    private static boolean isForward(ResourceName name) {
        return name.getPrefix().equals(FlywaySettings.FORWARD_PREFIX);
    }

    private static boolean isReverse(ResourceName name) {
        return name.getPrefix().equals(FlywaySettings.REVERSE_PREFIX);
    }

    private static boolean isRepeatable(ResourceName name) {
        return name.getPrefix().equals(FlywaySettings.REPEATABLE_PREFIX);
    }
}

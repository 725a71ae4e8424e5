package org.migrationdrill.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.scanner.Scanner;

/** What lies in a source's locations, read by Flyway's own scanner and named by its own rules. Immutable. */
final class MigrationFiles {
    private static final String SUFFIX = ".sql";

    private final Scanner<JavaMigration> scanner;
    private final Collection<LoadableResource> resources;
    private final ResourceNameParser forwardNames;
    private final ResourceNameParser reverseNames;
    private final ScriptParser parser;
    private final Optional<VersionedScript> baseline;

    MigrationFiles(FlywaySettings settings) {
        this.scanner = new Scanner<>(
                JavaMigration.class, settings.forward(), settings.forward().getLocations());
        this.resources = scanner.getResources("", "");
        this.forwardNames = new ResourceNameParser(settings.forward());
        this.reverseNames = new ResourceNameParser(settings.reverse());
        this.parser = new ScriptParser(settings.forward(), scanner);
        this.baseline =
                scripts(FlywaySettings.BASELINE_PREFIX).stream().max(Comparator.comparing(VersionedScript::version));
    }

    Scanner<JavaMigration> scanner() {
        return scanner;
    }

    Collection<LoadableResource> resources() {
        return resources;
    }

    /** Every versioned script with this prefix, in no order. */
    List<VersionedScript> scripts(String prefix) {
        List<VersionedScript> scripts = new ArrayList<>();
        for (LoadableResource resource : resources) {
            ResourceName name = name(resource.getFilename());
            if (name.isValid() && name.getPrefix().equals(prefix) && name.getVersion() != null) {
                scripts.add(new VersionedScript(name.getVersion(), name.getDescription(), resource));
            }
        }
        return scripts;
    }

    /** The repeatable scripts in the order in which Flyway runs them. */
    List<LoadableResource> repeatables() {
        return resources.stream()
                .filter(resource -> isRepeatable(name(resource.getFilename())))
                .sorted(Comparator.comparing(
                        resource -> name(resource.getFilename()).getDescription()))
                .toList();
    }

    private static boolean isRepeatable(ResourceName name) {
        return name.isValid() && name.getPrefix().equals(FlywaySettings.REPEATABLE_PREFIX);
    }

    /** The script that stands for all versions up to its own on an empty database: the newest, of several. */
    Optional<VersionedScript> baseline() {
        return baseline;
    }

    /** Whether on an empty database a baseline script takes the place of this version. */
    boolean hasBaselineFor(MigrationVersion version) {
        return baseline()
                .filter(script -> version.compareTo(script.version()) <= 0)
                .isPresent();
    }

    /** Whether there is anything that Flyway would run on an empty database. */
    boolean hasForward() {
        return !migrations().isEmpty()
                || baseline().isPresent()
                || !repeatables().isEmpty();
    }

    /** Every script whose name Flyway understands. */
    List<LoadableResource> named() {
        return resources.stream()
                .filter(resource -> name(resource.getFilename()).isValid())
                .toList();
    }

    /** A script's text; what is no UTF-8 in it is replaced. */
    String text(String script) {
        try (Reader reader = resource(script).read()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The script " + script + " can't be read: " + e.getMessage(), e);
        }
    }

    LoadableResource resource(String script) {
        return resources.stream()
                .filter(resource -> resource.getRelativePath().equals(script))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no script is called " + script));
    }

    /** The name's parts; invalid where Flyway would leave the file alone. */
    ResourceName name(String filename) {
        // Flyway's parser takes a name without its suffix too; its scanner does not.
        if (!filename.endsWith(SUFFIX)) {
            return ResourceName.invalid(filename + " does not end in " + SUFFIX);
        }
        ResourceName reverse = reverseNames.parse(filename);
        return reverse.isValid() && reverse.getPrefix().equals(FlywaySettings.REVERSE_PREFIX)
                ? reverse
                : forwardNames.parse(filename);
    }

    /** Java migrations, repeatable ones with them. */
    List<JavaMigration> javaMigrations() {
        List<JavaMigration> migrations = new ArrayList<>();
        for (Class<? extends JavaMigration> type : scanner.getClasses()) {
            migrations.add(instance(type));
        }
        return migrations;
    }

    /** Where a script's statements start; empty where Flyway can't tell without a database. */
    List<Integer> lines(String script) {
        return resources.stream()
                .filter(resource -> resource.getRelativePath().equals(script))
                .findFirst()
                .map(this::linesOrNone)
                .orElse(List.of());
    }

    ScriptParser parser() {
        return parser;
    }

    Optional<VersionedScript> script(String prefix, MigrationVersion version) {
        return scripts(prefix).stream()
                .filter(script -> script.version().equals(version))
                .findFirst();
    }

    /** All migrations in the order of their versions; of two with one version, the first found. */
    List<Migration> migrations() {
        Map<MigrationVersion, Migration> migrations = new HashMap<>();
        for (VersionedScript script : scripts(FlywaySettings.FORWARD_PREFIX)) {
            migrations.putIfAbsent(
                    script.version(), migration(script.version(), script.description(), Optional.of(script.file())));
        }
        for (JavaMigration java : javaMigrations()) {
            if (java.getVersion() != null) {
                migrations.putIfAbsent(
                        java.getVersion(), migration(java.getVersion(), java.getDescription(), Optional.empty()));
            }
        }
        return migrations.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private Migration migration(MigrationVersion version, String description, Optional<String> forwardFile) {
        Optional<VersionedScript> reverse = script(FlywaySettings.REVERSE_PREFIX, version);
        return new Migration(
                version.getVersion(),
                description,
                forwardFile.isEmpty(),
                forwardFile,
                reverse.map(VersionedScript::file),
                reverse.filter(this::isBlank).isPresent());
    }

    private boolean isBlank(VersionedScript script) {
        try {
            return parser.lines(script.resource()).isEmpty();
        } catch (FlywayException e) {
            return false;
        }
    }

    private List<Integer> linesOrNone(LoadableResource script) {
        try {
            return parser.lines(script);
        } catch (FlywayException e) {
            return List.of();
        }
    }

    private static JavaMigration instance(Class<? extends JavaMigration> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Java migration " + type.getName() + " has no public constructor without parameters", e);
        }
    }

    /** A script whose name says its version. */
    record VersionedScript(MigrationVersion version, String description, LoadableResource resource) {
        /** Relative to its location. */
        String file() {
            return resource.getRelativePath();
        }
    }
}

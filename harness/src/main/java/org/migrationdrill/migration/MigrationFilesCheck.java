package org.migrationdrill.migration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.migration.MigrationFiles.VersionedScript;
import org.migrationdrill.scenario.MigrationSource;

/** Finds what the author of a source's migrations got wrong, Flyway's silence included. */
final class MigrationFilesCheck {
    /** Looks like a migration to a reader: a prefix or none, then digits; or a repeatable one. */
    private static final Pattern MEANT = Pattern.compile("(?i)([VUB]?)_*(\\d+(?:[._]\\d+)*)[_ -]*(.*)\\.sql");

    private static final Pattern MEANT_REPEATABLE = Pattern.compile("(?i)R_+(.*)\\.sql");

    /** Has a prefix that needs a version, and none. */
    private static final Pattern MEANT_WITHOUT_VERSION = Pattern.compile("(?i)([VUB])_+(.*)\\.sql");

    private static final int MOST = 5;

    private final MigrationSource source;
    private final Problems problems;

    MigrationFilesCheck(MigrationSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Before anything is read: answers whether all folders are there. */
    boolean locationsExist() {
        List<String> missing = source.locations().stream()
                .filter(location -> !FlywaySettings.isOnClasspath(location))
                .filter(location -> !Files.isDirectory(Path.of(location)))
                .toList();
        for (String location : missing) {
            problems.add(source.place(), "no folder " + location, "a folder of migrations, or a classpath: location");
        }
        return missing.isEmpty();
    }

    /** @param enough whether they hold what is needed at least */
    void check(MigrationFiles files, boolean enough) {
        if (!enough) {
            problems.add(
                    source.place(),
                    "no migration in " + String.join(", ", source.locations()) + inPlaceOf(files),
                    "at least one script such as V1__create_events.sql, or a Java migration");
        }
        files.resources().forEach(resource -> checkName(files, resource));
        checkVersions(files, FlywaySettings.FORWARD_PREFIX);
        checkVersions(files, FlywaySettings.REVERSE_PREFIX);
        if (enough) {
            checkReversesHaveForwards(files);
        }
        files.named().forEach(script -> checkText(files, script));
    }

    /** What is there although no versioned migration is. */
    private static String inPlaceOf(MigrationFiles files) {
        List<String> others = files.named().stream()
                .map(LoadableResource::getFilename)
                .sorted()
                .toList();
        if (others.isEmpty()) {
            return "";
        }
        String first = String.join(", ", others.subList(0, Math.min(MOST, others.size())));
        return ", only " + first + (others.size() > MOST ? " and " + (others.size() - MOST) + " more" : "")
                + ", without a V script";
    }

    private void checkName(MigrationFiles files, LoadableResource resource) {
        String filename = resource.getFilename();
        if (files.name(filename).isValid()) {
            return;
        }
        Matcher versioned = MEANT.matcher(filename);
        Matcher withoutVersion = MEANT_WITHOUT_VERSION.matcher(filename);
        Matcher repeatable = MEANT_REPEATABLE.matcher(filename);
        if (repeatable.matches()) {
            ignored(resource, "R__" + repeatable.group(1) + ".sql");
        } else if (withoutVersion.matches()) {
            ignored(
                    resource,
                    withoutVersion.group(1).toUpperCase(Locale.ROOT) + "1__" + withoutVersion.group(2) + ".sql");
        } else if (versioned.matches()) {
            String prefix =
                    versioned.group(1).isEmpty() ? "V" : versioned.group(1).toUpperCase(Locale.ROOT);
            String description = versioned.group(3).isEmpty() ? "description" : versioned.group(3);
            ignored(resource, prefix + versioned.group(2) + "__" + description + ".sql");
        }
    }

    private void ignored(LoadableResource resource, String accepted) {
        problems.addWord(
                place(resource),
                "a name that Flyway ignores: ‘" + resource.getFilename() + "’",
                resource.getFilename(),
                List.of(accepted));
    }

    private void checkVersions(MigrationFiles files, String prefix) {
        Map<MigrationVersion, List<String>> owners = new TreeMap<>();
        for (VersionedScript script : files.scripts(prefix)) {
            List<String> others = owners.computeIfAbsent(script.version(), version -> new ArrayList<>());
            if (!others.isEmpty()) {
                problems.add(
                        place(script.resource()),
                        "version " + script.version() + " a second time, after " + others.get(0),
                        "one " + prefix + " script a version");
            }
            others.add(script.file());
        }
        if (prefix.equals(FlywaySettings.FORWARD_PREFIX)) {
            files.javaMigrations().forEach(java -> checkVersion(java, owners));
        }
    }

    private void checkVersion(JavaMigration java, Map<MigrationVersion, List<String>> owners) {
        if (java.getVersion() == null) {
            return;
        }
        String name = java.getClass().getName();
        List<String> others = owners.computeIfAbsent(java.getVersion(), version -> new ArrayList<>());
        if (!others.isEmpty()) {
            problems.add(
                    source.place(),
                    "version " + java.getVersion() + " a second time: " + name + " after " + others.get(0),
                    "one migration a version");
        }
        others.add(name);
    }

    /** What a baseline script stands for needs no script of its own any more. */
    private void checkReversesHaveForwards(MigrationFiles files) {
        List<String> versions =
                files.migrations().stream().map(Migration::version).toList();
        for (VersionedScript reverse : files.scripts(FlywaySettings.REVERSE_PREFIX)) {
            String version = reverse.version().getVersion();
            if (!versions.contains(version) && !files.hasBaselineFor(reverse.version())) {
                String found = "a reverse of version " + version + ", which no migration has";
                if (versions.isEmpty()) {
                    problems.add(place(reverse.resource()), found, "a V script of that version");
                } else {
                    problems.addWord(place(reverse.resource()), found, version, versions);
                }
            }
        }
    }

    private void checkText(MigrationFiles files, LoadableResource script) {
        Optional<String> unreadable = unreadable(script);
        if (unreadable.isPresent()) {
            problems.add(place(script), unreadable.get(), "a script in UTF-8");
            return;
        }
        try {
            files.parser().lines(script);
        } catch (FlywayException e) {
            problems.add(
                    place(script),
                    "a script that Flyway can't read: " + firstLine(e),
                    "SQL whose quotes are closed and whose placeholders have values");
        }
    }

    /** Scripts on the class path need not be files; of those Flyway replaces what it can't read. */
    private static Optional<String> unreadable(LoadableResource resource) {
        Path file = Path.of(resource.getAbsolutePathOnDisk());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of("bytes that are not UTF-8");
        } catch (IOException e) {
            return Optional.of("a file that can't be read");
        }
    }

    private static Place place(LoadableResource resource) {
        return new Place(Path.of(resource.getAbsolutePathOnDisk()), 1);
    }

    /** Of the innermost: those around it say only where. */
    private static String firstLine(FlywayException failure) {
        FlywayException inner = failure;
        while (inner.getCause() instanceof FlywayException cause) {
            inner = cause;
        }
        return String.valueOf(inner.getMessage()).lines().findFirst().orElse("no message");
    }
}

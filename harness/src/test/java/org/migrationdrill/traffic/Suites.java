package org.migrationdrill.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Role;
import org.migrationdrill.app.SuiteReader;
import org.migrationdrill.input.Problems;

/** App versions from the text of their suites. */
public final class Suites {
    private Suites() {}

    public static AppVersion version(String name, String suite) {
        try {
            Path file = Files.createTempFile("suite", ".sql");
            try {
                Problems problems = new Problems();
                Files.writeString(file, suite);
                AppVersion version = SuiteReader.read(name, Role.APP, file, problems)
                        .orElseThrow(() -> new AssertionError(problems.all()));
                assertThat(version.operations()).isNotEmpty();
                return version;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

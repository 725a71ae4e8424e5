package org.migrationdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that must be the same as a kept file. {@code -Dgolden.write} keeps the new text instead; look at the difference then. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/org/migrationdrill/report");

    private Golden() {}

    static void assertSame(String name, String actual) throws IOException {
        var file = FOLDER.resolve(name);
        if (System.getProperty("golden.write") != null) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as("the text kept in %s", file).isEqualTo(Files.readString(file));
    }
}

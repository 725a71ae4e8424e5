package org.migrationdrill.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (2020-12) of {@code report.json}. It asks for every key of the contract and lets later versions add keys. */
public final class ReportSchema {
    private static final String RESOURCE = "report.schema.json";

    private ReportSchema() {}

    /** The schema's text. */
    public static String text() {
        try (var in = ReportSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + ReportSchema.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + RESOURCE + " from the class path", e);
        }
    }
}

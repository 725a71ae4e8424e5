package org.migrationdrill.report;

/** The JSON Schema (2020-12) of {@code report.json}. It asks for every key of the contract and lets later versions add keys. */
public final class ReportSchema {
    private ReportSchema() {}

    /** The schema's text. */
    public static String text() {
        return OwnResource.text("report.schema.json");
    }
}

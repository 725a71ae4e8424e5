package org.migrationdrill.report;

/** The JSON Schema (2020-12) of {@code walk.json}. It asks for every key of the contract and lets later versions add keys. */
public final class WalkSchema {
    private WalkSchema() {}

    /** The schema's text. */
    public static String text() {
        return OwnResource.text("walk.schema.json");
    }
}

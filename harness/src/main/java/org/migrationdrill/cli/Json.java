package org.migrationdrill.cli;

import java.io.PrintStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers to programs: one JSON object, which says of itself by which version of its form it is to be read. */
final class Json {
    /** Additions are made within one version. */
    static final String SCHEMA_VERSION = "1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static void write(PrintStream out, Object answer) {
        out.println(MAPPER.writeValueAsString(answer));
    }
}

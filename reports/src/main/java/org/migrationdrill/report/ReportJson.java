package org.migrationdrill.report;

import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The report as JSON: keys in the contract's order, nulls written, indented, lines end with {@code \n} on every system. What it
 * writes, it reads back as an equal report. Stateless and safe for use by several threads.
 */
public final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(printer())
            .build();

    private ReportJson() {}

    /** The text of {@code report.json}, with a line end at its end. */
    public static String write(DrillReport report) {
        return text(report);
    }

    static String text(Object report) {
        return MAPPER.writeValueAsString(report) + "\n";
    }

    /** The same on one line. */
    static String writeCompact(Object report) {
        return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
    }

    /**
     * Reads what {@link #write} wrote. Keys that a later version has added are passed over.
     *
     * @throws IllegalArgumentException when it is not a report, with the place where it stops being one
     */
    public static DrillReport read(String json) {
        return read(json, DrillReport.class, "drill report");
    }

    static <T> T read(String json, Class<T> type, String words) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This is not a " + words + ": " + e.getMessage(), e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
}

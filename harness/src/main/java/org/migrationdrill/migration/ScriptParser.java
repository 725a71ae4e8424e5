package org.migrationdrill.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLParser;

/** Reads scripts with Flyway's own parser and without a database, for what statement callbacks don't tell: the lines. */
final class ScriptParser {
    private final FluentConfiguration configuration;
    private final ResourceProvider resources;

    ScriptParser(FluentConfiguration configuration, ResourceProvider resources) {
        this.configuration = configuration;
        this.resources = resources;
    }

    /**
     * The lines where a script's statements start, in order.
     *
     * @throws FlywayException when Flyway can't read the script, or a placeholder has no value
     */
    List<Integer> lines(LoadableResource script) {
        PostgreSQLParser parser = new PostgreSQLParser(configuration, contextWithoutDatabase(script));
        SqlScriptMetadata metadata = SqlScriptMetadata.fromResource(
                SqlScriptMetadata.getMetadataResource(resources, script), parser, configuration);
        List<Integer> lines = new ArrayList<>();
        try (SqlStatementIterator statements = parser.parse(script, metadata)) {
            while (statements.hasNext()) {
                lines.add(statements.next().getLineNumber());
            }
        }
        return lines;
    }

    /** The values of Flyway's own placeholders don't move lines, so the names do instead. */
    private static ParsingContext contextWithoutDatabase(LoadableResource script) {
        ParsingContext context = new ParsingContext();
        Map<String, String> placeholders = context.getPlaceholders();
        for (String name :
                List.of("defaultSchema", "database", "user", "timestamp", "workingDirectory", "table", "environment")) {
            placeholders.put("flyway:" + name, name);
        }
        placeholders.put("flyway:filename", script.getFilename());
        return context;
    }
}

package org.migrationdrill.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * A reverse script as Flyway is to read it: {@code ${flyway:table}} is the real history there, and not the one that is thrown away,
 * which is what Flyway would put in. Flyway reserves the name, so it can't be given as a placeholder.
 */
final class ReverseResource extends LoadableResource {
    private static final Pattern HISTORY_TABLE = Pattern.compile("\\$\\{flyway:table}", Pattern.CASE_INSENSITIVE);

    private final LoadableResource script;
    private final String historyTable;

    ReverseResource(LoadableResource script, String historyTable) {
        this.script = script;
        this.historyTable = historyTable;
    }

    @Override
    public Reader read() {
        try (Reader reader = script.read();
                StringWriter text = new StringWriter()) {
            reader.transferTo(text);
            return new StringReader(
                    HISTORY_TABLE.matcher(text.toString()).replaceAll(Matcher.quoteReplacement(historyTable)));
        } catch (IOException e) {
            throw new UncheckedIOException("The reverse script " + script.getRelativePath() + " can't be read", e);
        }
    }

    @Override
    public String getAbsolutePath() {
        return script.getAbsolutePath();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return script.getAbsolutePathOnDisk();
    }

    @Override
    public String getFilename() {
        return script.getFilename();
    }

    @Override
    public String getRelativePath() {
        return script.getRelativePath();
    }
}

package org.migrationdrill.layout;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.input.Problems;

/**
 * The settings of an environment of MyBatis Migrations, and the values of its variables.
 *
 * @param whole whether a script is sent as a whole
 * @param transaction whether it runs in a transaction
 * @param delimiter what ends a statement of a script that is not sent as a whole
 * @param delimiterAlone whether the delimiter stands on a line of its own
 */
record MyBatisEnvironment(
        boolean whole, boolean transaction, String delimiter, boolean delimiterAlone, Map<String, String> variables) {
    private static final String FILE = "../environments/development.properties";
    private static final String CHANGELOG = "changelog";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    MyBatisEnvironment {
        variables = Map.copyOf(variables);
    }

    static MyBatisEnvironment of(MigrationDirectory directory, Map<String, String> placeholders, Problems problems) {
        Properties properties = new Properties();
        properties.put(CHANGELOG, "CHANGELOG");
        properties.put("send_full_script", "true");
        if (directory.has(FILE)) {
            // The tool's own defaults hold for what a file leaves out.
            properties.remove("send_full_script");
            load(properties, directory.text(FILE, problems));
        }
        properties.putAll(placeholders);
        return new MyBatisEnvironment(
                Boolean.parseBoolean(properties.getProperty("send_full_script")),
                !Boolean.parseBoolean(properties.getProperty("auto_commit")),
                properties.getProperty("delimiter", ";"),
                Boolean.parseBoolean(properties.getProperty("full_line_delimiter")),
                variables(properties));
    }

    private static void load(Properties properties, String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text is read without a file", e);
        }
    }

    private static Map<String, String> variables(Properties properties) {
        Map<String, String> variables = new java.util.HashMap<>();
        properties.stringPropertyNames().forEach(name -> variables.put(name, properties.getProperty(name)));
        return variables;
    }

    String changelog() {
        return variables.getOrDefault(CHANGELOG, "CHANGELOG");
    }

    String createChangelog() {
        return "CREATE TABLE " + changelog() + " (ID NUMERIC(20,0) NOT NULL PRIMARY KEY,"
                + " APPLIED_AT VARCHAR(25) NOT NULL, DESCRIPTION VARCHAR(255) NOT NULL)";
    }

    /** Variables without a value stay as they are written. */
    String replaced(String line) {
        return VARIABLE.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }
}

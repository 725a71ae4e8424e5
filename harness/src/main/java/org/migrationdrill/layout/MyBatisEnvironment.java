package org.migrationdrill.layout;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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
    private static final Set<String> SETTINGS = Set.of(
            "time_zone",
            "delimiter",
            "script_char_set",
            "full_line_delimiter",
            "send_full_script",
            "auto_commit",
            "remove_crs",
            "ignore_warnings",
            "driver_path",
            "driver",
            "url",
            "username",
            "password");
    /** A backslash before it means the signs themselves. */
    private static final Pattern VARIABLE = Pattern.compile("\\\\\\$\\{|\\$\\{([^}]*)}");
    /** The tool replaces only in lines that it takes for having a variable: of two dollar signs it passes over the second. */
    private static final Pattern CANDIDATE = Pattern.compile("(?:[^$]|\\$[^{])*+\\$\\{[^}]*}.*");

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
        Map<String, String> variables = variables(properties);
        variables.putAll(placeholders);
        properties.putAll(placeholders);
        return new MyBatisEnvironment(
                Boolean.parseBoolean(properties.getProperty("send_full_script")),
                !Boolean.parseBoolean(properties.getProperty("auto_commit")),
                properties.getProperty("delimiter", ";"),
                Boolean.parseBoolean(properties.getProperty("full_line_delimiter")),
                variables);
    }

    private static void load(Properties properties, String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text is read without a file", e);
        }
    }

    private static Map<String, String> variables(Properties properties) {
        Map<String, String> variables = new HashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> !SETTINGS.contains(name) && !name.startsWith("hook_"))
                .forEach(name -> variables.put(name, properties.getProperty(name)));
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
        return CANDIDATE.matcher(line).matches()
                ? VARIABLE.matcher(line).replaceAll(found -> Matcher.quoteReplacement(value((Matcher) found)))
                : line;
    }

    private String value(Matcher found) {
        return found.group(1) == null ? "${" : variables.getOrDefault(found.group(1), found.group());
    }
}

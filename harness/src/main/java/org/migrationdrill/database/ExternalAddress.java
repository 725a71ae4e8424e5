package org.migrationdrill.database;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/**
 * Where an external database is and who logs in: from environment variables, and where one is not set from a file of Java properties
 * that another one names. Its messages show none of the values.
 */
final class ExternalAddress {
    private static final String VARIABLE = "DRILL_DATABASE_";
    private static final String FILE = "drill.database-file";
    private static final String HOW =
            "Set the environment variables DRILL_DATABASE_URL (jdbc:postgresql://HOST:PORT/NAME), DRILL_DATABASE_USER and"
                    + " DRILL_DATABASE_PASSWORD, or put url, user and password into a properties file and name it with"
                    + " DRILL_DATABASE_FILE or -D" + FILE + ".";

    private static final String HARMLESS =
            "ssl.*|gss.*|kerberosServerName|jaas.*|channelBinding|socketFactory.*|loginTimeout"
                    + "|connectTimeout|tcpKeepAlive|tcpNoDelay|authenticationPluginClassName|cloudSql.*|ipTypes|unixSocketPath|requireAuth";

    private final Map<String, String> environment;
    private final Properties file;

    private ExternalAddress(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @param properties the JVM's, one of which may name the file
     * @throws DatabaseUnavailableException when it is not there or can't be read, with how to give it
     */
    static PostgresCopy read(Map<String, String> environment, Properties properties) {
        Optional<String> path = Optional.ofNullable(properties.getProperty(FILE))
                .or(() -> Optional.ofNullable(environment.get(VARIABLE + "FILE")))
                .filter(name -> !name.isBlank());
        return new ExternalAddress(environment, path.map(ExternalAddress::file).orElseGet(Properties::new)).database();
    }

    private static Properties file(String path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new DatabaseUnavailableException(
                    "The file of the external database's address, " + path + ", can't be read as properties. " + HOW,
                    e);
        }
    }

    private PostgresCopy database() {
        String url = value("url")
                .orElseThrow(() ->
                        new DatabaseUnavailableException("The provider ‘external’ needs a database's address. " + HOW));
        if (url.split("[?]", 2)[0].contains("@")) {
            // The driver would take it for a part of the host's name, and log it.
            throw new DatabaseUnavailableException(
                    "The URL of the external database has a user before its host, as the driver's URLs have not. "
                            + HOW);
        }
        Properties parts = parts(url);
        String user = value("user").or(() -> taken(parts, "user")).orElse("");
        if (user.isEmpty()) {
            throw new DatabaseUnavailableException(
                    "The provider ‘external’ needs to know who logs in to the database. " + HOW);
        }
        String password = value("password").or(() -> taken(parts, "password")).orElse("");
        parts.remove("user");
        parts.remove("password");
        String host = taken(parts, "PGHOST").orElse("").replaceFirst("^\\[(.*)]$", "$1");
        String port = taken(parts, "PGPORT").orElse("");
        String name = taken(parts, "PGDBNAME").orElse("");
        if (host.isEmpty() || host.contains(",") || !port.matches("\\d{1,5}") || name.isEmpty()) {
            throw new DatabaseUnavailableException(
                    "The URL of the external database does not name one host and one database. " + HOW);
        }
        return new PostgresCopy(name, host, Integer.parseInt(port), user, password, parameters(parts));
    }

    private static Properties parts(String url) {
        Properties parsed = Driver.parseURL(url.strip(), new Properties());
        if (parsed == null) {
            throw new DatabaseUnavailableException(
                    "The URL of the external database is none of PostgreSQL's driver. " + HOW);
        }
        return parsed;
    }

    /** Others would change what is observed: how errors read, what sessions are called, when they are cut. */
    private static Map<String, String> parameters(Properties parts) {
        List<String> refused = parts.stringPropertyNames().stream()
                .filter(name -> !name.matches(HARMLESS))
                .sorted()
                .toList();
        if (!refused.isEmpty()) {
            throw new DatabaseUnavailableException("The URL of the external database has parameters that a drill sets"
                    + " itself or can't work with: " + String.join(", ", refused)
                    + ". It may have those of ssl, gss, sockets and login.");
        }
        return parts.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, parts::getProperty));
    }

    private static Optional<String> taken(Properties parts, String name) {
        Optional<String> value = Optional.ofNullable(parts.getProperty(name));
        parts.remove(name);
        return value;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(VARIABLE + name.toUpperCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(file.getProperty(name)))
                .filter(value -> !value.isBlank());
    }
}

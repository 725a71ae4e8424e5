package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A command that puts a database back from another one, as an author's would: it finds it by PostgreSQL's environment variables. */
public final class TemplateReset {
    private TemplateReset() {}

    /** The command, as a list in a scenario. */
    public static String command(String template) {
        return "['" + System.getProperty("java.home") + "/bin/java', -cp, '" + System.getProperty("java.class.path")
                + "', " + TemplateReset.class.getName() + ", " + template + "]";
    }

    /** Puts it back from the database that is named. */
    public static void main(String[] template) throws SQLException {
        String name = System.getenv("PGDATABASE");
        PostgresCopy postgres = new PostgresCopy(
                "postgres",
                System.getenv("PGHOST"),
                Integer.parseInt(System.getenv("PGPORT")),
                System.getenv("PGUSER"),
                System.getenv("PGPASSWORD"));
        try (Connection connection = postgres.connect("reset");
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "DROP DATABASE \"" + name + "\"",
                    "CREATE DATABASE \"" + name + "\" TEMPLATE \"" + template[0] + "\"",
                    "COMMENT ON DATABASE \"" + name + "\" IS 'migration-drill: disposable'")) {
                statement.execute(sql);
            }
        }
    }
}

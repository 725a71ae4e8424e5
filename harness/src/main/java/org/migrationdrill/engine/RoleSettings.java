package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is set for a role's sessions in a database: those of the role there before those of the role everywhere. */
final class RoleSettings {
    private static final String QUERY = """
            SELECT DISTINCT ON (name) name, value, coalesce((SELECT context IN ('user') FROM pg_catalog.pg_settings g WHERE g.name = s.name),
                                                            strpos(s.name, '.') > 0)
              FROM (SELECT setdatabase, split_part(entry, '=', 1) AS name, substr(entry, strpos(entry, '=') + 1) AS value
                      FROM pg_catalog.pg_db_role_setting, unnest(setconfig) AS entry
                     WHERE setrole = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?)
                       AND setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))) AS s
             ORDER BY name, setdatabase DESC""";

    /** Their values are stored as they are written, with their quotes. */
    private static final Set<String> LISTS =
            Set.of("search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries");

    private RoleSettings() {}

    /**
     * One of them.
     *
     * @param assignment what follows SET: a name, TO, and the value as SQL
     * @param anybodys whether everybody may set it
     */
    record RoleSetting(String name, String assignment, boolean anybodys) {}

    static List<RoleSetting> of(Connection session, String role) throws SQLException {
        List<RoleSetting> settings = new ArrayList<>();
        try (PreparedStatement query = session.prepareStatement(QUERY)) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    String value = LISTS.contains(name)
                            ? row.getString(2)
                            : "'" + row.getString(2).replace("'", "''") + "'";
                    settings.add(new RoleSetting(name, name + " TO " + value, row.getBoolean(3)));
                }
            }
        }
        return settings;
    }
}

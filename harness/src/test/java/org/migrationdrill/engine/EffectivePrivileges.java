package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** What every role may do, asked of the server: the yardstick for what the catalog says about grants, owners and memberships. */
final class EffectivePrivileges {
    private static final String QUERY = """
            WITH role AS (
                SELECT oid, rolname FROM pg_roles WHERE rolname LIKE 'catalog\\_%'
            ), relation AS (
                SELECT c.oid, c.relkind, c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'v', 'm', 'S')
            )
            SELECT concat_ws(' ', r.rolname, p, t.name) FROM role r, relation t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p
             WHERE t.relkind <> 'S' AND has_table_privilege(r.oid, t.oid, p)
            UNION ALL
            SELECT concat_ws(' ', r.rolname, p, t.name, a.attname)
              FROM role r, relation t, pg_attribute a, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) p
             WHERE t.relkind <> 'S' AND a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
               AND has_column_privilege(r.oid, t.oid, a.attnum, p)
            UNION ALL
            SELECT concat_ws(' ', r.rolname, p, t.name) FROM role r, relation t, unnest(ARRAY['USAGE', 'SELECT', 'UPDATE']) p
             WHERE t.relkind = 'S' AND has_sequence_privilege(r.oid, t.oid, p)
            UNION ALL
            SELECT concat_ws(' ', r.rolname, p, n.nspname) FROM role r, pg_namespace n, unnest(ARRAY['USAGE', 'CREATE']) p
             WHERE n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(r.oid, n.oid, p)
            UNION ALL
            SELECT concat_ws(' ', r.rolname, 'EXECUTE', f.oid::regprocedure) FROM role r, pg_proc f
             WHERE f.oid >= 16384 AND has_function_privilege(r.oid, f.oid, 'EXECUTE')
            UNION ALL
            SELECT concat_ws(' ', r.rolname, rolcanlogin, rolbypassrls, rolinherit) FROM role r JOIN pg_roles USING (oid)
            """;

    private EffectivePrivileges() {}

    static Set<String> of(Connection connection) throws SQLException {
        Set<String> privileges = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                privileges.add(rows.getString(1));
            }
        }
        return privileges;
    }
}

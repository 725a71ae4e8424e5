package org.migrationdrill.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes, copies and removes the databases of one PostgreSQL server, 14 or newer. Used by one thread. */
final class PostgresDatabases {
    /** What {@code CREATE DATABASE … TEMPLATE} leaves behind: owner, limit, comment, grants and settings (manual, 23.3). */
    private static final String STATEMENTS_OF_THE_COPY = """
            WITH source AS (SELECT * FROM pg_database WHERE datname = ?),
                 copy AS (SELECT quote_ident(?) AS name),
                 grants AS (SELECT acl.*, datdba FROM source, aclexplode(datacl) AS acl)
            SELECT statement FROM (
                SELECT 1, 0, format('ALTER DATABASE %s OWNER TO %I', name, pg_get_userbyid(datdba)) FROM source, copy
                UNION ALL
                SELECT 2, 0, format('ALTER DATABASE %s CONNECTION LIMIT %s', name, datconnlimit) FROM source, copy
                 WHERE datconnlimit >= 0
                UNION ALL
                SELECT 3, 0, format('COMMENT ON DATABASE %s IS %L', name, shobj_description(oid, 'pg_database'))
                  FROM source, copy
                UNION ALL
                SELECT 4, 0, format('REVOKE ALL ON DATABASE %s FROM PUBLIC, %I', name, pg_get_userbyid(datdba))
                  FROM source, copy WHERE datacl IS NOT NULL
                UNION ALL
                SELECT 5, CASE WHEN grantor = datdba THEN 0 ELSE 1 END,
                       format('SET ROLE %I; GRANT %s ON DATABASE %s TO %s%s; RESET ROLE', pg_get_userbyid(grantor),
                              privilege_type, name,
                              CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                              CASE WHEN is_grantable AND grantee <> datdba THEN ' WITH GRANT OPTION' ELSE '' END)
                  FROM grants, copy
                UNION ALL
                SELECT 6, position, format('ALTER %s SET %I TO %s',
                              CASE WHEN setrole = 0 THEN 'DATABASE ' || name
                                   ELSE format('ROLE %I IN DATABASE %s', pg_get_userbyid(setrole), name) END,
                              split_part(entry, '=', 1),
                              -- The values of these are stored as they are written, with their quotes.
                              CASE WHEN lower(split_part(entry, '=', 1)) IN ('search_path', 'temp_tablespaces',
                                        'local_preload_libraries', 'session_preload_libraries')
                                   THEN substr(entry, strpos(entry, '=') + 1)
                                   ELSE quote_literal(substr(entry, strpos(entry, '=') + 1)) END)
                  FROM source JOIN pg_db_role_setting ON setdatabase = source.oid,
                       unnest(setconfig) WITH ORDINALITY AS one (entry, position), copy
            ) AS statements (step, rank, statement)
            ORDER BY step, rank, statement""";

    /** Some are for superusers' eyes only. */
    private static final String SETTING = """
            SELECT CASE WHEN current_setting('is_superuser') = 'on' OR EXISTS (SELECT FROM pg_settings WHERE lower(name) = lower(?))
                        THEN current_setting(?, true) END""";

    private static final long SMALL_BYTES = 64L << 20;

    private final PostgresCopy first;
    private final AdminSession admin;
    private final boolean shared;
    private boolean clonesFiles = true;

    PostgresDatabases(PostgresCopy first, AdminSession admin) {
        this(first, admin, false);
    }

    /** @param shared whether the server is somebody else's: then a copy goes without what the drill's user may not give it */
    PostgresDatabases(PostgresCopy first, AdminSession admin, boolean shared) {
        this.shared = shared;
        this.first = first;
        this.admin = admin;
    }

    String version() {
        return only("SHOW server_version").split(" ")[0];
    }

    /** The settings of these names that the server has and shows, in this order, and how its databases sort text. */
    Map<String, String> settings(Collection<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = only(SETTING, name, name);
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        values.put("collation", collation());
        return values;
    }

    DatabaseCopy create(String name) {
        admin.execute("CREATE DATABASE " + quoted(name) + " TEMPLATE template0");
        return database(name);
    }

    DatabaseCopy copy(String source, String name) {
        endSessions(source);
        return copyOfIdle(source, name);
    }

    /** Fails where somebody has a session in the source. */
    DatabaseCopy copyOfIdle(String source, String name) {
        List<List<String>> statements = admin.query(STATEMENTS_OF_THE_COPY, source, name);
        createFrom(source, name);
        statements.forEach(row -> give(row.get(0)));
        return database(name);
    }

    private void give(String statement) {
        if (shared) {
            admin.executeIfAllowed(statement);
        } else {
            admin.execute(statement);
        }
    }

    void freeze(String name) {
        admin.execute("ALTER DATABASE " + quoted(name) + " ALLOW_CONNECTIONS false IS_TEMPLATE true");
        endSessions(name);
    }

    void drop(String name) {
        admin.execute(
                "ALTER DATABASE " + quoted(name) + " IS_TEMPLATE false" + (shared ? " ALLOW_CONNECTIONS false" : ""));
        if (shared) {
            endSessions(name);
        }
        admin.execute("DROP DATABASE " + quoted(name) + (shared ? "" : " WITH (FORCE)"));
    }

    private void createFrom(String source, String name) {
        String plain = "CREATE DATABASE " + quoted(name) + " TEMPLATE " + quoted(source);
        int major = major();
        if (major < 15 || isSmall(source)) {
            admin.execute(plain);
            return;
        }
        if (major >= 18 && clonesFiles) {
            clonesFiles = clone(plain + " STRATEGY FILE_COPY");
            if (clonesFiles) {
                return;
            }
        }
        admin.execute(plain + " STRATEGY FILE_COPY");
    }

    /** Whether copying block by block, which finds the copy in memory, is quicker than by files, which needs two checkpoints. */
    private boolean isSmall(String name) {
        return Long.parseLong(only("SELECT pg_database_size(?::name)", name)) < SMALL_BYTES;
    }

    /** Copies without copying blocks where the file system can. Not every one can, and not every build tries. */
    private boolean clone(String create) {
        return admin.talk(session -> {
            try (Statement statement = session.createStatement()) {
                statement.execute("SET file_copy_method = 'clone'");
                statement.execute(create);
                return true;
            } catch (SQLException e) {
                return false; // the plain copy that follows shows errors of another cause
            } finally {
                resetFileCopyMethod(session);
            }
        });
    }

    private static void resetFileCopyMethod(Connection session) {
        try (Statement statement = session.createStatement()) {
            statement.execute("RESET file_copy_method");
        } catch (SQLException e) {
            // The session is gone; the next one starts with the default.
        }
    }

    private void endSessions(String name) {
        // Others than users' may be ended by superusers only, and give way by themselves.
        String which = shared ? " AND " + DrillTraces.MAY_BE_ENDED : "";
        admin.query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ?" + which, name);
    }

    private String collation() {
        // 15 and 16 name the column otherwise, and 14 has one provider only.
        return only("""
                SELECT concat_ws(' ', CASE to_jsonb(d) ->> 'datlocprovider' WHEN 'b' THEN 'builtin' WHEN 'i' THEN 'icu' ELSE 'libc' END,
                                 coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', datcollate))
                  FROM pg_database d WHERE datname = current_database()""");
    }

    private int major() {
        return Integer.parseInt(only("SHOW server_version_num")) / 10_000;
    }

    private String only(String sql, Object... parameters) {
        return admin.query(sql, parameters).get(0).get(0);
    }

    private PostgresCopy database(String name) {
        return first.named(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

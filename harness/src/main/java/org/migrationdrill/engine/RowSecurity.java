package org.migrationdrill.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.TableComparison;

/**
 * Which rows the roles of the app see on the subject, beside those that they see on the control, where row security is on in one of
 * them. Asked of the server, as the role: a policy's text does not say what it lets through. What the tables themselves lack or have
 * too much is told as rows.
 */
final class RowSecurity {
    /** From 16 on a role's rights may be had without the right to become it. */
    private static final String GUARDED = """
            SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
                   format('%%I.%%I', n.nspname, c.relname), r.rolname,
                   pg_has_role(current_user, r.oid, CASE WHEN current_setting('server_version_num')::int >= 160000
                                                         THEN 'SET' ELSE 'MEMBER' END)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_roles r ON NOT r.rolsuper AND NOT r.rolbypassrls AND r.rolname NOT LIKE 'pg\\_%%'
             WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND (r.rolname = ANY ('%s') OR r.oid = c.relowner AND c.relforcerowsecurity
                    OR r.oid IN (SELECT g.grantee FROM aclexplode(c.relacl) g WHERE g.grantee <> c.relowner)
                    OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND r.oid = ANY (p.polroles)))
            """;

    private static final String READABLE = """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(n.oid, 'USAGE')
               AND has_table_privilege(c.oid, 'SELECT')
            """;

    private static final long ANY_AGE = 3;

    private final Connection control;
    private final Connection noiseControl;
    private final Connection subject;
    private final KnownRows known;
    private final Map<Guarded, TableComparison> unguarded = new HashMap<>();
    private final Map<SchemaObject.Id, Map<String, String>> seen = new HashMap<>();
    private final Set<String> limits = new LinkedHashSet<>();

    /** A table as the comparison and as the catalog calls it. */
    private record Guarded(String label, String name) {
        SchemaObject.Id id() {
            return new SchemaObject.Id("table", name);
        }

        UserTable in(StableView view) throws SQLException {
            return UserTables.read(view)
                    .find(label)
                    .orElseThrow(() -> new IllegalStateException("The readable table " + label + " is not there."));
        }
    }

    RowSecurity(Connection control, Connection noiseControl, Connection subject, KnownRows known) {
        this.control = control;
        this.noiseControl = noiseControl;
        this.subject = subject;
        this.known = known;
    }

    /**
     * Looks as each role that has a privilege on a guarded table or a policy of it, and as those named.
     *
     * @param appRoles names, unquoted
     */
    void look(Set<String> excluded, Set<String> appRoles) throws SQLException {
        Map<String, Set<Guarded>> byRole = new TreeMap<>();
        guarded(control, appRoles, byRole);
        guarded(subject, appRoles, byRole);
        for (Map.Entry<String, Set<Guarded>> role : byRole.entrySet()) {
            for (Guarded table : role.getValue()) {
                if (!excluded.contains(table.name())) {
                    look(role.getKey(), table);
                }
            }
        }
    }

    /** What to say of the tables of which a role sees other rows. */
    Map<SchemaObject.Id, Map<String, String>> seen() {
        return seen;
    }

    /** What could not be seen, in sentences. */
    Set<String> limits() {
        return limits;
    }

    private void guarded(Connection connection, Set<String> appRoles, Map<String, Set<Guarded>> byRole)
            throws SQLException {
        String names = appRoles.stream()
                .map(role -> '"' + role.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"))
                .replace("'", "''");
        try (StableView view = StableView.open(connection)) {
            view.forEach(GUARDED.formatted(names), row -> {
                if (row.getBoolean(4)) {
                    byRole.computeIfAbsent(row.getString(3), role -> new LinkedHashSet<>())
                            .add(new Guarded(row.getString(1), row.getString(2)));
                } else {
                    limits.add("Which rows of " + row.getString(1) + " the role ‘" + row.getString(3)
                            + "’ sees was not looked at: the drill may not take it on.");
                }
            });
        }
    }

    private void look(String role, Guarded table) throws SQLException {
        if (!readable(control, role).contains(table.name())
                || !readable(noiseControl, role).contains(table.name())
                || !readable(subject, role).contains(table.name())) {
            return; // who may read it at all is a matter of grants
        }
        try {
            compare(role, table);
        } catch (SQLException e) {
            if (reads(control, role, table)) {
                say(table, "rows refused to " + role, "all, with SQLState " + e.getSQLState());
            } else {
                limits.add("Which rows of " + table.label() + " the role ‘" + role
                        + "’ sees was not looked at: without the migration, too, the server answers with SQLState "
                        + e.getSQLState() + ".");
            }
        }
    }

    private void compare(String role, Guarded table) throws SQLException {
        TableComparison whole = unguarded.get(table);
        if (whole == null) {
            whole = compared(table, StableView::open);
            unguarded.put(table, whole);
        }
        TableComparison guarded = compared(table, connection -> StableView.openAs(connection, role));
        if (guarded.missing() > whole.missing()) {
            say(table, "rows hidden from " + role, "some that it sees without the migration");
        }
        if (guarded.extra() > whole.extra()) {
            say(table, "rows shown to " + role, "some that it does not see without the migration");
        }
    }

    private interface Opening {
        StableView open(Connection connection) throws SQLException;
    }

    private TableComparison compared(Guarded table, Opening opening) throws SQLException {
        try (StableView controlView = opening.open(control);
                StableView noiseView = opening.open(noiseControl);
                StableView subjectView = opening.open(subject)) {
            return new TwinTables(controlView, noiseView, subjectView, RowTerms.of(Set.of(), ANY_AGE), known)
                    .compare(table.in(controlView), table.in(noiseView), table.in(subjectView));
        }
    }

    private static Set<String> readable(Connection connection, String role) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (StableView view = StableView.openAs(connection, role)) {
            view.forEach(READABLE, row -> names.add(row.getString(1)));
        }
        return names;
    }

    private static boolean reads(Connection connection, String role, Guarded table) throws SQLException {
        try (StableView view = StableView.openAs(connection, role)) {
            return counts(view, table);
        }
    }

    private static boolean counts(StableView view, Guarded table) {
        try {
            view.forEach("SELECT count(*) FROM " + table.name(), row -> {});
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void say(Guarded table, String what, String which) {
        seen.computeIfAbsent(table.id(), id -> new TreeMap<>()).put(what, which);
    }
}

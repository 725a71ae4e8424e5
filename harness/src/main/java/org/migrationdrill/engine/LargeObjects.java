package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.observe.TableComparison;

/**
 * The large objects of a database, read as if they were the rows of a table: what each holds, whose it is, and who may do what with
 * it. One that only the subject has is not counted: nothing of the old app's refers to it.
 */
final class LargeObjects {
    /** As a {@code relkind} that no relation has. */
    static final char KIND = 'L';

    private static final String LABEL = "large objects";
    private static final String CONTENT = "content";
    private static final String ANY = "SELECT EXISTS (SELECT FROM pg_largeobject_metadata)";
    private static final String MAY_READ = "SELECT has_table_privilege('pg_catalog.pg_largeobject', 'SELECT')";

    private static final String SOURCE = """
            (SELECT m.oid::bigint AS oid, pg_get_userbyid(m.lomowner)::text AS owner,
                    (SELECT string_agg(a::text, ', ' ORDER BY a::text)
                       FROM unnest(coalesce(m.lomacl, acldefault('L', m.lomowner))) a) AS privileges,
                    obj_description(m.oid, 'pg_largeobject') AS comment%s
               FROM pg_largeobject_metadata m)""";

    /** By pages, since a whole one need not fit into memory. */
    private static final String PAGES = """
            ,
                    (SELECT md5(string_agg(p.pageno || ' ' || md5(p.data), ',' ORDER BY p.pageno))
                       FROM pg_largeobject p WHERE p.loid = m.oid) AS\s""" + CONTENT;

    private LargeObjects() {}

    /** Empty where the control has none. */
    static Optional<TableComparison> compare(
            StableView control, StableView noiseControl, StableView subject, TwinTables tables) throws SQLException {
        if (!isTrue(control, ANY)) {
            return Optional.empty();
        }
        boolean content = mayRead(control) && mayRead(noiseControl) && mayRead(subject);
        UserTable table = table(content);
        return Optional.of(withoutExtra(tables.compare(table, table, table)));
    }

    /** Whether there are any of which the session may not see what they hold. */
    static boolean areHidden(StableView view) throws SQLException {
        return isTrue(view, ANY) && !mayRead(view);
    }

    /** What to put behind FROM. */
    static String source(UserTable table) {
        return SOURCE.formatted(table.columnNames().contains(CONTENT) ? PAGES : "");
    }

    private static UserTable table(boolean content) {
        List<UserColumn> columns = new ArrayList<>(
                List.of(column("oid", "bigint"), column("owner", "text"), column("privileges", "text")));
        columns.add(column("comment", "text"));
        if (content) {
            columns.add(column(CONTENT, "text"));
        }
        return new UserTable("public", LABEL, KIND, "", 0, columns, List.of(List.of("oid")));
    }

    private static UserColumn column(String name, String type) {
        return new UserColumn(name, type, false, "");
    }

    private static TableComparison withoutExtra(TableComparison table) {
        return new TableComparison(
                table.table(),
                table.present(),
                table.absentColumns(),
                table.retypedColumns(),
                table.rows(),
                table.differences().withoutExtra(),
                table.apart(),
                table.maskedCells(),
                table.fates(),
                table.key());
    }

    private static boolean mayRead(StableView view) throws SQLException {
        return isTrue(view, MAY_READ);
    }

    private static boolean isTrue(StableView view, String question) throws SQLException {
        List<Boolean> answers = new ArrayList<>();
        view.forEach(question, row -> answers.add(row.getBoolean(1)));
        return answers.contains(true);
    }
}

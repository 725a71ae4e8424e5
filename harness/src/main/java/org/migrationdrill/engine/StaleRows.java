package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.migrationdrill.observe.SchemaObject;

/**
 * Whether the materialized views of the subject are further behind their definitions than the control's. What such a view holds is a
 * matter of its last REFRESH, so other rows than the control's are no fault: a migration may have refreshed it. But where a refresh
 * would change more rows than it would on the control, the old app reads something older than it would have.
 */
final class StaleRows {
    private static final String VIEWS = """
            SELECT format('%I.%I', n.nspname, c.relname), pg_get_viewdef(c.oid)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'm' AND c.relispopulated AND n.nspname NOT LIKE 'pg\\_%'
            """;

    private static final String SUM = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %s t";

    /** The rows that a refresh would put in, or those that it would take out, whichever are more. */
    private static final String BEHIND = """
            WITH held AS (SELECT t::text AS line FROM %1$s t), defined AS MATERIALIZED (SELECT q::text AS line FROM (%2$s) q)
            SELECT greatest((SELECT count(*) FROM (SELECT line FROM defined EXCEPT ALL SELECT line FROM held) a),
                            (SELECT count(*) FROM (SELECT line FROM held EXCEPT ALL SELECT line FROM defined) b))
            """;

    private final StableView control;
    private final StableView noiseControl;
    private final StableView subject;

    StaleRows(StableView control, StableView noiseControl, StableView subject) {
        this.control = control;
        this.noiseControl = noiseControl;
        this.subject = subject;
    }

    /** What to say of those that are further behind. */
    Map<SchemaObject.Id, Map<String, String>> find(Set<String> excluded) throws SQLException {
        Map<String, String> onControl = definitions(control);
        Map<String, String> onNoise = definitions(noiseControl);
        Map<String, String> onSubject = definitions(subject);
        onSubject.keySet().removeAll(excluded);
        onSubject.keySet().retainAll(onControl.keySet());
        onSubject.keySet().retainAll(onNoise.keySet());
        Map<SchemaObject.Id, Map<String, String>> stale = new HashMap<>();
        for (Map.Entry<String, String> view : onSubject.entrySet()) {
            String name = view.getKey();
            if (!sum(control, name).equals(sum(subject, name))
                    && behind(subject, name, onSubject)
                            > Math.max(behind(control, name, onControl), behind(noiseControl, name, onNoise))) {
                stale.put(
                        new SchemaObject.Id("materialized view", name),
                        Map.of("rows out of date", "more than without the migration"));
            }
        }
        return stale;
    }

    private static Map<String, String> definitions(StableView view) throws SQLException {
        Map<String, String> definitions = new TreeMap<>();
        view.forEach(
                VIEWS, row -> definitions.put(row.getString(1), row.getString(2).replaceFirst(";\\s*$", "")));
        return definitions;
    }

    private static List<String> sum(StableView view, String name) throws SQLException {
        List<String> sums = new ArrayList<>();
        view.forEach(SUM.formatted(name), row -> sums.add(row.getString(1) + " " + row.getString(2)));
        return sums;
    }

    private static long behind(StableView view, String name, Map<String, String> definitions) throws SQLException {
        long[] rows = new long[1];
        view.forEach(BEHIND.formatted(name, definitions.get(name)), row -> rows[0] = row.getLong(1));
        return rows[0];
    }
}

package org.migrationdrill.report;

import java.util.stream.Stream;

/** What one rollback did to writes that it did not leave as they were: whose, in which columns, and how to find the rows. */
final class HarmSection {
    /** A query cut short would find other rows. */
    private static final int LONGEST_QUERY = 2_000;

    private HarmSection() {}

    static boolean concerns(RollbackReport rollback) {
        return isHarmful(rollback)
                || !rollback.degraded().isEmpty()
                || !rollback.queries().isEmpty();
    }

    static void render(RollbackReport rollback, Page page) {
        if (isHarmful(rollback)) {
            FateTable.render(rollback.fates(), Tone.BAD, page);
        }
        int columns = Math.max(1, 2 * page.detail().examples());
        page.bullets(page.first(rollback.degraded(), columns, "degraded column").stream()
                .map(HarmSection::degraded)
                .toList());
        queries(rollback, page);
    }

    private static boolean isHarmful(RollbackReport rollback) {
        var writes = rollback.writes();
        return Stream.of(writes.degraded(), writes.changed(), writes.lost(), writes.resurrected(), writes.added())
                        .anyMatch(number -> number != null && number > 0)
                || rollback.fates().stream().anyMatch(fate -> FateTable.harmed(fate) > 0);
    }

    private static Phrase degraded(DegradedValues values) {
        return Phrase.ofCode(values.table() + "." + values.column())
                .words(": ")
                .quote(values.how())
                .words(" in " + Figures.count(values.rows(), "row") + (values.edge() ? ", with edge values" : ""));
    }

    private static void queries(RollbackReport rollback, Page page) {
        var all = rollback.queries();
        var whole = all.stream()
                .filter(query -> !VisibleText.isLong(query.sql(), LONGEST_QUERY))
                .toList();
        page.cut("SQL text", all.size() - (long) whole.size());
        for (var query : page.first(whole, page.detail().examples(), "SQL text")) {
            page.line(Phrase.of("Finds " + found(query) + " of ")
                    .code(query.table())
                    .words(where(rollback, query)));
            page.add(new Block.Sql(query.sql()));
        }
    }

    private static String where(RollbackReport rollback, RowsQuery query) {
        if (query.rolledBack()) {
            return " that should not be there, once gone back:";
        }
        if (rollback.mode() == RollbackMode.RESTORE) {
            return " on the database that is to be replaced, to save them from there before:";
        }
        return query.migrated()
                ? " on the migrated database, before going back:"
                : " on a database that is not migrated:";
    }

    private static String found(RowsQuery query) {
        String some = query.finds() < query.differs() ? Figures.count(query.finds()) + " of " : "";
        return some + "the " + Figures.count(query.differs(), "row");
    }
}

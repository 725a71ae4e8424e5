package org.migrationdrill.layout;

/** Pieces of the statements with which tools keep their own tables. */
final class Sql {
    private Sql() {}

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A statement about a table that the migrations themselves make, which need not be there. */
    static String where(String table, String statement) {
        return "DO $note$ BEGIN IF to_regclass(" + literal(table) + ") IS NOT NULL THEN " + statement
                + "; END IF; END $note$";
    }
}

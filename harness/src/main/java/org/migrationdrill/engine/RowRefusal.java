package org.migrationdrill.engine;

import java.sql.SQLException;

/** That a statement was refused and has been undone, or that there is nothing to try. The message is for a reader. */
final class RowRefusal extends Exception {
    private static final long serialVersionUID = 1;

    RowRefusal(String reason) {
        super(reason);
    }

    RowRefusal(SQLException refused) {
        super(
                "SQLState " + refused.getSQLState() + ": "
                        + String.valueOf(refused.getMessage()).replaceFirst("^ERROR: ", ""),
                refused);
    }

    /** Empty where the server was not asked. */
    String sqlState() {
        return getCause() instanceof SQLException refused && refused.getSQLState() != null ? refused.getSQLState() : "";
    }
}

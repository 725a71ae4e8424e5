package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The one transaction that rows are made in. Texts of values are read and written in one way, and constraints are checked at once, so
 * that a refusal is known by its statement. Closing rolls back what {@link #commit} has not kept.
 */
final class RowSession implements AutoCloseable {
    private static final String SETTINGS = """
            SET LOCAL standard_conforming_strings = on;
            SET LOCAL TimeZone = 'UTC';
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL IntervalStyle = 'postgres';
            SET LOCAL extra_float_digits = 1;
            SET LOCAL bytea_output = 'hex';
            SET LOCAL lc_monetary = 'C';
            SET LOCAL jit = off;
            SET CONSTRAINTS ALL IMMEDIATE
            """;

    /** Settings are the only place where a block can be given something, and can leave an answer. */
    private static final String EACH = """
            DO $made$
            DECLARE
                tasks text[] := current_setting('migration_drill.tasks')::text[];
                answers text[] := '{}';
                answer text[];
                words text[];
                made int;
            BEGIN
                FOR i IN 1 .. cardinality(tasks) / 2 LOOP
                    BEGIN
                        answer := '{}';
                        made := 0;
                        FOR words IN EXECUTE tasks[2 * i - 1] LOOP
                            answer := answer || i::text || words;
                            made := made + 1;
                        END LOOP;
                        IF made <> tasks[2 * i]::int THEN
                            RAISE EXCEPTION 'rows were done away with';
                        END IF;
                        answers := answers || answer;
                    EXCEPTION WHEN OTHERS THEN
                        NULL;
                    END;
                END LOOP;
                PERFORM set_config('migration_drill.tasks', answers::text, true);
            END
            $made$;
            SELECT unnest(current_setting('migration_drill.tasks')::text[])
            """;

    private final Connection connection;

    private RowSession(Connection connection) {
        this.connection = connection;
    }

    static RowSession open(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        RowSession session = new RowSession(connection);
        try {
            session.run(SETTINGS);
            return session;
        } catch (SQLException failure) {
            session.closeAfter(failure);
            throw failure;
        }
    }

    /** What to do with the transaction, all or nothing. */
    interface Work {
        void run() throws SQLException, RowRefusal;
    }

    void run(String sql) throws SQLException {
        answer(sql);
    }

    /** One statement, undone where the server refuses it. */
    List<List<String>> attempt(String sql) throws SQLException, RowRefusal {
        try {
            return answer("SAVEPOINT made_row; " + sql + "; RELEASE SAVEPOINT made_row");
        } catch (SQLException refused) {
            undo("made_row", refused);
            throw new RowRefusal(refused);
        }
    }

    /**
     * A statement that gives back an array of texts for each row that it makes.
     *
     * @param rows how many it has to make
     * @param width of the arrays
     */
    record Task(String sql, int rows, int width) {}

    /**
     * All of them in one request, each undone by itself where the server refuses it.
     *
     * @return for each what it gave back; empty where it was refused, or made another number of rows
     * @throws RowRefusal when none could be tried like this
     */
    List<List<List<String>>> attemptEach(List<Task> tasks) throws SQLException, RowRefusal {
        String words = tasks.stream()
                .map(task -> ArrayTexts.quoted(task.sql()) + "," + task.rows())
                .collect(joining(",", "{", "}"));
        List<List<List<String>>> answers = new ArrayList<>();
        tasks.forEach(task -> answers.add(new ArrayList<>()));
        Iterator<List<String>> texts = attempt(
                        "SET LOCAL migration_drill.tasks = " + SqlValue.literal(words) + ";" + EACH)
                .iterator();
        while (texts.hasNext()) {
            int task = Integer.parseInt(texts.next().get(0)) - 1;
            String[] row = new String[tasks.get(task).width()];
            for (int i = 0; i < row.length; i++) {
                row[i] = texts.next().get(0);
            }
            answers.get(task).add(Arrays.asList(row));
        }
        return answers;
    }

    /** Several of them, all undone where one is refused. */
    void attemptAll(Work work) throws SQLException, RowRefusal {
        run("SAVEPOINT made_rows; SET CONSTRAINTS ALL DEFERRED");
        try {
            work.run();
            attempt("SET CONSTRAINTS ALL IMMEDIATE");
            run("RELEASE SAVEPOINT made_rows");
        } catch (RowRefusal refused) {
            undo("made_rows", refused);
            throw refused;
        }
    }

    private void undo(String savepoint, Exception refused) throws SQLException {
        try {
            run("ROLLBACK TO SAVEPOINT " + savepoint + "; RELEASE SAVEPOINT " + savepoint);
        } catch (SQLException lost) {
            lost.addSuppressed(refused);
            throw lost;
        }
    }

    /** The rows of the last answer; a NULL is null. */
    private List<List<String>> answer(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean isRows = statement.execute(sql);
            while (isRows || statement.getUpdateCount() != -1) {
                if (isRows) {
                    rows.addAll(rows(statement.getResultSet()));
                }
                isRows = statement.getMoreResults();
            }
        }
        return rows;
    }

    private static List<List<String>> rows(ResultSet answer) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        int columns = answer.getMetaData().getColumnCount();
        while (answer.next()) {
            String[] row = new String[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = answer.getString(i + 1);
            }
            rows.add(Arrays.asList(row));
        }
        return rows;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void closeAfter(SQLException failure) {
        try {
            close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}

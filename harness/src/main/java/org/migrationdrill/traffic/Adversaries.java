package org.migrationdrill.traffic;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.observe.Axis;
import org.migrationdrill.scenario.LoadSettings.Adversary;
import org.postgresql.PGConnection;

/** Sessions that production has and that are in a migration's way, each with a transaction that lasts. Used by one thread. */
public final class Adversaries implements AutoCloseable {
    private static final int BATCH = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseCopy database;
    private final String user;
    private final String password;
    private final Axis axis;
    private final List<One> started = new ArrayList<>();

    public Adversaries(DatabaseCopy database, String user, String password, Axis axis) {
        this.database = database;
        this.user = user;
        this.password = password;
        this.axis = axis;
    }

    /**
     * An adversary that was there. Milliseconds on the axis.
     *
     * @param process its backend
     * @param startMs when it had its locks
     * @param what it did, in words; where it could not, why
     */
    public record Seen(Adversary adversary, int process, double startMs, double endMs, String what) {}

    /**
     * Starts one; returns when it has its locks, or could not get them.
     *
     * @param tables that it uses, qualified and quoted as SQL wants them
     */
    public void start(Adversary adversary, Duration duration, List<String> tables) {
        One one = new One(adversary, duration, tables);
        started.add(one);
        one.start();
    }

    /** Ends all that have not ended by themselves. All that were started since the last time, in order. */
    public List<Seen> end() {
        List<Seen> seen = started.stream().map(One::end).toList();
        started.clear();
        return seen;
    }

    @Override
    public void close() {
        end();
    }

    private final class One implements Runnable {
        private final Adversary adversary;
        private final Duration duration;
        private final List<String> tables;
        private final CountDownLatch inPlace = new CountDownLatch(1);
        private final CountDownLatch enough = new CountDownLatch(1);
        private final Thread thread;
        private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
        private volatile int process;
        private volatile double startMs;
        private volatile double endMs;
        private volatile String what = "";

        One(Adversary adversary, Duration duration, List<String> tables) {
            this.adversary = adversary;
            this.duration = duration;
            this.tables = tables;
            this.thread = new Thread(this, "drill adversary " + adversary.word());
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
            try {
                if (!inPlace.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    what = "was not in place within " + PATIENCE.toSeconds() + " s";
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Seen end() {
            enough.countDown();
            cancel();
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Seen(adversary, process, startMs, Math.max(startMs, endMs), what);
        }

        /** A report is in the midst of its one statement. */
        private void cancel() {
            Connection current = connection.get();
            if (adversary == Adversary.LONG_REPORT && current != null) {
                try {
                    current.unwrap(PGConnection.class).cancelQuery();
                } catch (SQLException e) {
                    // It has ended by itself.
                }
            }
        }

        @Override
        public void run() {
            startMs = axis.now();
            try (Connection session = connect()) {
                connection.set(session);
                process = session.unwrap(PGConnection.class).getBackendPID();
                session.setAutoCommit(false);
                try (Statement statement = session.createStatement()) {
                    act(session, statement);
                }
            } catch (SQLException e) {
                if (inPlace.getCount() > 0) {
                    what = "could not get in place: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                endMs = axis.now();
                connection.set(null);
                inPlace.countDown();
            }
        }

        private void act(Connection session, Statement statement) throws SQLException, InterruptedException {
            // It must never wait itself: who waits is what is measured.
            statement.execute("SET lock_timeout = '500ms'");
            switch (adversary) {
                case IDLE_IN_TRANSACTION -> {
                    touchEach(statement, 1);
                    hold("has read and written a row of each table and does nothing");
                    session.rollback();
                }
                case LONG_REPORT -> report(statement);
                case DUMP -> {
                    statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    for (String table : tables) {
                        statement.execute("SELECT * FROM " + table + " LIMIT 1");
                    }
                    hold("has read every table in one repeatable-read transaction");
                    session.rollback();
                }
                case BATCH_WRITER -> {
                    touchEach(statement, BATCH);
                    hold("has changed up to " + BATCH + " rows of each table and has not committed");
                    session.commit();
                }
            }
        }

        /** Changes rows to what they are, none that somebody else has: a neighbour and no attack. */
        private void touchEach(Statement statement, int rows) throws SQLException {
            for (String table : tables) {
                statement.execute("DO $$ DECLARE one name; BEGIN"
                        + " SELECT attname INTO one FROM pg_attribute WHERE attrelid = '" + table.replace("'", "''")
                        + "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'"
                        + " AND attnum <> ALL (SELECT unnest(conkey) FROM pg_constraint WHERE conrelid = attrelid"
                        + " AND contype IN ('p', 'u', 'f')) ORDER BY attnum DESC LIMIT 1;"
                        + " IF one IS NOT NULL THEN EXECUTE format('UPDATE "
                        + table.replace("'", "''").replace("%", "%%")
                        + " SET %1$I = %1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
                        + table.replace("'", "''").replace("%", "%%")
                        + " LIMIT " + rows + " FOR NO KEY UPDATE SKIP LOCKED))', one); END IF; END $$");
            }
        }

        private void report(Statement statement) throws SQLException {
            StringBuilder sql = new StringBuilder("SELECT pg_sleep(" + duration.toMillis() / 1000.0 + ")");
            for (String table : tables) {
                String part = "(SELECT count(*) FROM (SELECT FROM " + table + " LIMIT 1000) AS part)";
                // In its transaction already, so that it is known to have its locks when it begins.
                statement.execute("SELECT " + part);
                sql.append(", ").append(part);
            }
            inPlace("reads every table and takes its time");
            statement.execute(sql.toString());
        }

        private void hold(String words) throws InterruptedException {
            inPlace(words);
            enough.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void inPlace(String words) {
            what = words;
            startMs = axis.now();
            inPlace.countDown();
        }

        private Connection connect() throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("ApplicationName", "drill adversary " + adversary.word());
            return DriverManager.getConnection(database.jdbcUrl(), properties);
        }
    }
}

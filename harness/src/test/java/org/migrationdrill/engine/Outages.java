package org.migrationdrill.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.migrationdrill.engine.Outage.Play;
import org.migrationdrill.engine.Outage.Seen;
import org.migrationdrill.engine.Outage.Who;
import org.migrationdrill.observe.LockWait.Ended;

/** Outages with known answers. What a large table takes time for, {@code slow} takes for a small one. */
final class Outages {
    private static final String NOTHING = "SELECT 1";
    private static final String NOBODY = NOTHING;
    private static final String READ = "SELECT note FROM orders WHERE id = 1";
    private static final String WRITE = "UPDATE orders SET note = 'z' WHERE id = 1";
    private static final String REST_OF_THE_MIGRATION = "SELECT pg_sleep(0.3)";

    private static final String SHOP = """
            CREATE TABLE orders (id int PRIMARY KEY, note text);
            INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 100) g;
            CREATE TABLE lines (id int PRIMARY KEY, order_id int);
            INSERT INTO lines SELECT g, g FROM generate_series(1, 100) g;
            CREATE FUNCTION slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_sleep(0.003); RETURN $1; END';
            """;

    /** Grows until one pass over it takes long enough to be an outage, on whatever machine this is. */
    private static final String LARGE = """
            CREATE UNLOGGED TABLE orders (id int, note text);
            DO $$
            DECLARE began timestamptz;
            BEGIN
                SET LOCAL max_parallel_workers_per_gather = 0;
                LOOP
                    INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 1200000) g;
                    began := clock_timestamp();
                    PERFORM count(*) FROM orders WHERE note IS NULL;
                    EXIT WHEN clock_timestamp() - began > '350 ms';
                END LOOP;
            END $$;
            """;

    private Outages() {}

    static List<Outage> all() {
        return List.of(
                queueBehindAReader(),
                plainIndex(),
                foreignKey(),
                validationInTheSameTransaction(),
                notNullScan(),
                backfillInOneTransaction(),
                twoConcurrentBuilds(),
                deadlock(),
                cachedPlan(),
                dropColumnOnTheWayBack());
    }

    private static Outage queueBehindAReader() {
        String alter = "ALTER TABLE orders ADD COLUMN total int";
        return new Outage(
                "lock queue behind a reader",
                SHOP,
                "BEGIN; SELECT count(*) FROM orders",
                Who.APP,
                new Play(NOTHING, List.of(alter), "NOT granted", READ),
                granted(Who.ADVERSARY, "orders", "AccessShareLock"),
                new Play(NOTHING, List.of("SET lock_timeout = '40ms'", alter), "NOT granted", READ),
                "ALTER TABLE orders DROP COLUMN IF EXISTS total");
    }

    private static Outage plainIndex() {
        return new Outage(
                "SHARE lock by a plain CREATE INDEX",
                SHOP,
                NOBODY,
                Who.APP,
                new Play(NOTHING, List.of("CREATE INDEX i ON orders (slow(id))"), holds("ShareLock"), WRITE),
                granted(Who.MIGRATION, "orders", "RowExclusiveLock"),
                new Play(
                        NOTHING,
                        List.of("CREATE INDEX CONCURRENTLY i ON orders (slow(id))"),
                        holds("ShareUpdateExclusiveLock"),
                        WRITE),
                "DROP INDEX i");
    }

    private static Outage foreignKey() {
        String add = "ALTER TABLE lines ADD CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES orders";
        return new Outage(
                "a foreign key that locks both tables",
                SHOP,
                NOBODY,
                Who.APP,
                new Play(
                        NOTHING,
                        List.of(transaction(add, REST_OF_THE_MIGRATION)),
                        holds("ShareRowExclusiveLock"),
                        WRITE),
                granted(Who.MIGRATION, "orders", "RowExclusiveLock"),
                new Play(
                        NOTHING,
                        List.of(
                                add + " NOT VALID",
                                transaction("ALTER TABLE lines VALIDATE CONSTRAINT fk", REST_OF_THE_MIGRATION)),
                        "mode = 'RowShareLock' AND relation = 'orders'::regclass",
                        WRITE),
                "ALTER TABLE lines DROP CONSTRAINT fk");
    }

    private static Outage validationInTheSameTransaction() {
        String add = "ALTER TABLE orders ADD CONSTRAINT positive CHECK (slow(id) > 0) NOT VALID";
        String validate = "ALTER TABLE orders VALIDATE CONSTRAINT positive";
        return new Outage(
                "VALIDATE in the same transaction as ADD",
                SHOP,
                NOBODY,
                Who.APP,
                new Play(NOTHING, List.of(transaction(add, validate)), holds("AccessExclusiveLock"), READ),
                granted(Who.MIGRATION, "orders", "AccessShareLock"),
                new Play(NOTHING, List.of(add, validate), holds("ShareUpdateExclusiveLock"), READ),
                "ALTER TABLE orders DROP CONSTRAINT positive");
    }

    private static Outage notNullScan() {
        String setNotNull = "ALTER TABLE orders ALTER note SET NOT NULL";
        return new Outage(
                "SET NOT NULL scan",
                LARGE,
                NOBODY,
                Who.APP,
                new Play(NOTHING, List.of(setNotNull), holds("AccessExclusiveLock"), "SELECT FROM orders LIMIT 1"),
                granted(Who.MIGRATION, "orders", "AccessShareLock"),
                new Play(
                        NOTHING,
                        List.of(
                                "ALTER TABLE orders ADD CONSTRAINT there CHECK (note IS NOT NULL) NOT VALID",
                                "ALTER TABLE orders VALIDATE CONSTRAINT there",
                                setNotNull),
                        holds("ShareUpdateExclusiveLock"),
                        "SELECT FROM orders LIMIT 1"),
                "ALTER TABLE orders ALTER note DROP NOT NULL; ALTER TABLE orders DROP CONSTRAINT IF EXISTS there");
    }

    private static Outage backfillInOneTransaction() {
        String hasChangedARow = "locktype = 'transactionid' AND granted";
        return new Outage(
                "backfill in one transaction",
                SHOP,
                NOBODY,
                Who.APP,
                new Play(NOTHING, List.of("UPDATE orders SET note = 'b' WHERE slow(id) = id"), hasChangedARow, WRITE),
                new Seen(
                        Who.MIGRATION,
                        Who.MIGRATION,
                        "transactionid",
                        "public.orders",
                        "ShareLock",
                        Ended.GRANTED,
                        "00000"),
                new Play(
                        NOTHING,
                        IntStream.range(0, 10)
                                .mapToObj(batch -> "UPDATE orders SET note = 'b' WHERE id > " + batch * 10
                                        + " AND id <= " + (batch + 1) * 10 + " AND slow(id) = id")
                                .toList(),
                        hasChangedARow,
                        WRITE),
                // Rows that were updated are elsewhere, and the victim's is to be the first.
                "TRUNCATE orders; INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 100) g");
    }

    private static Outage twoConcurrentBuilds() {
        String second = "CREATE INDEX CONCURRENTLY j ON orders (note)";
        return new Outage(
                "two concurrent index builds",
                SHOP,
                NOBODY,
                Who.MIGRATION,
                new Play(
                        NOTHING,
                        List.of("CREATE INDEX CONCURRENTLY i ON orders (slow(id))"),
                        holds("ShareUpdateExclusiveLock"),
                        second),
                new Seen(
                        Who.MIGRATION,
                        Who.MIGRATION,
                        "relation",
                        "public.orders",
                        "ShareUpdateExclusiveLock",
                        Ended.DEADLOCK,
                        "40P01"),
                new Play(
                        NOTHING,
                        List.of("CREATE INDEX CONCURRENTLY i ON orders (slow(id))", second),
                        holds("ShareUpdateExclusiveLock"),
                        WRITE),
                "DROP INDEX IF EXISTS i, j");
    }

    private static Outage deadlock() {
        String alterOrders = "ALTER TABLE orders ADD COLUMN total int";
        String alterLines = "ALTER TABLE lines ADD COLUMN total int";
        String writeLines = "UPDATE lines SET order_id = 1 WHERE id = 1; COMMIT";
        return new Outage(
                "deadlock between migration and app",
                SHOP,
                NOBODY,
                Who.APP,
                new Play(
                        "BEGIN; " + WRITE,
                        List.of(transaction(alterLines, REST_OF_THE_MIGRATION, alterOrders)),
                        holds("AccessExclusiveLock"),
                        writeLines),
                granted(Who.MIGRATION, "lines", "RowExclusiveLock"),
                new Play(
                        "BEGIN; " + WRITE,
                        List.of("SET lock_timeout = '40ms'", transaction(alterOrders, alterLines)),
                        "NOT granted",
                        writeLines),
                "ALTER TABLE orders DROP COLUMN IF EXISTS total; ALTER TABLE lines DROP COLUMN IF EXISTS total");
    }

    private static Outage cachedPlan() {
        String add = "ALTER TABLE orders ADD COLUMN total int";
        return new Outage(
                "cached plan must not change result type",
                SHOP,
                NOBODY,
                Who.APP,
                new Play(
                        "DEALLOCATE ALL; PREPARE read AS SELECT * FROM orders WHERE id = 1; EXECUTE read",
                        List.of(transaction(add, REST_OF_THE_MIGRATION)),
                        holds("AccessExclusiveLock"),
                        "EXECUTE read"),
                new Seen(
                        Who.MIGRATION,
                        Who.MIGRATION,
                        "relation",
                        "public.orders",
                        "AccessShareLock",
                        Ended.GRANTED,
                        "0A000"),
                new Play(
                        "DEALLOCATE ALL; PREPARE read AS SELECT id, note FROM orders WHERE id = 1; EXECUTE read",
                        List.of(add, REST_OF_THE_MIGRATION),
                        "true",
                        "EXECUTE read"),
                "ALTER TABLE orders DROP COLUMN total");
    }

    private static Outage dropColumnOnTheWayBack() {
        String drop = "ALTER TABLE orders DROP COLUMN total";
        return new Outage(
                "DROP COLUMN on the way back",
                SHOP + "ALTER TABLE orders ADD COLUMN total int;",
                NOBODY,
                Who.APP,
                new Play(
                        NOTHING, List.of(transaction(drop, REST_OF_THE_MIGRATION)), holds("AccessExclusiveLock"), READ),
                granted(Who.MIGRATION, "orders", "AccessShareLock"),
                new Play(NOTHING, List.of(transaction(REST_OF_THE_MIGRATION, drop)), "true", READ),
                "ALTER TABLE orders ADD COLUMN total int");
    }

    private static Seen granted(Who root, String table, String mode) {
        return new Seen(root, Who.MIGRATION, "relation", "public." + table, mode, Ended.GRANTED, "00000");
    }

    private static String holds(String mode) {
        return "granted AND mode = '" + mode + "' AND relation IN (to_regclass('orders'), to_regclass('lines'))";
    }

    private static String transaction(String... statements) {
        return "BEGIN; " + String.join("; ", statements) + "; COMMIT";
    }
}

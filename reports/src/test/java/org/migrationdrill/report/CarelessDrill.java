package org.migrationdrill.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.EvidenceReport.SizeReport;

/** A drill whose one migration stops the app for five seconds and cannot be undone without loss. */
final class CarelessDrill {
    static final String ALTER =
            "ALTER TABLE orders\n    ADD COLUMN risk_status_snapshot text NOT NULL DEFAULT 'unknown'";
    static final String UPDATE =
            "UPDATE orders o SET risk_status_snapshot = c.risk_status FROM customers c WHERE c.id = o.customer_id";
    static final String CHECK = "ALTER TABLE orders ADD CONSTRAINT risk_known CHECK (risk_status_snapshot <> '')";
    static final String DROP = "ALTER TABLE orders DROP COLUMN risk_status_snapshot";

    private CarelessDrill() {}

    static DrillReport report() {
        return new DrillReport(
                DrillReport.SCHEMA_VERSION,
                "0.1.0",
                "orders-risk-status-careless",
                "Keep a customer's risk status with each order, in one migration",
                "quick",
                new Verdict(
                        Decision.BLOCK,
                        List.of(
                                "For 4.9 s nothing could read or write public.orders: V2__risk_status.sql line 1 waited 1.9 s behind long-report and then held its lock for 3.1 s, and 212 operations queued behind it; 250 ms are allowed.",
                                "14 operations failed under load; 0 are allowed.",
                                "Rolling back phase snapshot loses 1,904 values of public.orders.risk_status_snapshot for good: they cannot be rebuilt from today's status.")),
                new Expected(
                        Decision.BLOCK,
                        List.of("app-wait-over-budget", "operations-fail-under-load", "rollback-loses-writes"),
                        true,
                        List.of()),
                environment(),
                List.of(snapshot(), switchReads(), tidy()),
                List.of(
                        new InvariantReport("an order's customer exists", null, "before", "0", "0", Outcome.PASSED),
                        new InvariantReport("an order's customer exists", null, "after", "0", "0", Outcome.PASSED)),
                "snapshot",
                "Instead of going back, the fix V2.1__keep_snapshot.sql was applied forward; its 2 checks hold.",
                null,
                CarelessLoad.report(),
                findings(),
                List.of(new NotMeasured("estimates", "An estimate needs runs at several scales.")));
    }

    private static PhaseReport snapshot() {
        return new PhaseReport(
                "snapshot",
                Outcome.PASSED,
                List.of(
                        step("migrate 2", Direction.FORWARD, "migrations/V2__risk_status.sql", 1, 4_990, statements()),
                        step(
                                "migrate 2",
                                Direction.REVERSE,
                                "migrations/U2__risk_status.sql",
                                1,
                                310,
                                List.of(statement(
                                        DROP, 1, 14_500, 14_795, 14_800.0, 0L, 12_288L, 14_780, "public.orders")))),
                List.of(
                        new Compatibility("before", "1.0", true, 5, 0, 0, 0, List.of()),
                        new Compatibility("before", "finance-export", true, 1, 0, 0, 0, List.of()),
                        new Compatibility("migrate 2 forward", "1.0", true, 5, 0, 0, 0, List.of()),
                        new Compatibility("migrate 2 forward", "1.1", false, 6, 0, 0, 0, List.of()),
                        new Compatibility("migrate 2 forward", "finance-export", true, 1, 0, 0, 0, List.of()),
                        new Compatibility("migrate 2 reverse", "1.0", true, 5, 0, 0, 0, List.of())),
                List.of(),
                WriteSamples.threeTimes("baseline", "snapshot"),
                WriteSamples.newFeature("baseline", "snapshot"),
                List.of(
                        lockWait(4_905, 2_080, "place_order", "AccessShareLock"),
                        lockWait(4_310, 2_640, "orders_of_customer", "AccessShareLock"),
                        new LockWaitReport(
                                "migrate 2 forward",
                                migration(),
                                adversary("long-report"),
                                adversary("long-report"),
                                List.of(adversary("long-report"), migration()),
                                "public.orders",
                                "AccessExclusiveLock",
                                1_890,
                                "granted",
                                2_010,
                                true,
                                "migrate 2")),
                List.of(
                        traffic("before", "1.0", "place_order", 82, 0, 0, 3.1, null, 9.2),
                        traffic("migrate 2 forward", "1.0", "place_order", 204, 9, 0, 2_410.0, 4_880.0, 4_905.0),
                        traffic("migrate 2 forward", "1.0", "orders_of_customer", 401, 5, 0, 2_203.5, 4_702.0, 4_890.0),
                        traffic("migrate 2 forward", "finance-export", "daily_totals", 3, 0, 0, null, null, 4_120.0)),
                List.of(
                        new OutageReport(
                                "migrate 2 forward",
                                "migrate 2",
                                ALTER,
                                "V2__risk_status.sql line 1",
                                "public.orders",
                                2_012,
                                6_998,
                                4_930,
                                212,
                                4_905,
                                List.of("long-report"),
                                "For 4.9 s nothing could read or write public.orders: V2__risk_status.sql line 1 waited 1.9 s behind long-report, then held its lock for 3.1 s, and 212 operations queued behind it.")),
                List.of(
                        new OperationErrorReport(
                                "migrate 2 forward",
                                "migrate 2",
                                "1.0",
                                "place_order",
                                "57014",
                                "canceling statement due to statement timeout",
                                9,
                                9,
                                0,
                                6_020,
                                6_990),
                        new OperationErrorReport(
                                "migrate 2 forward",
                                "migrate 2",
                                "1.0",
                                "orders_of_customer",
                                "57014",
                                "canceling statement due to statement timeout",
                                5,
                                5,
                                0,
                                6_110,
                                6_970)));
    }

    private static PhaseReport switchReads() {
        return new PhaseReport(
                "switch",
                Outcome.PASSED,
                List.of(
                        step("deploy 1.1", Direction.FORWARD, null, 1, 2_000, List.of()),
                        new StepReport(
                                "backfill orders",
                                "backfill",
                                Direction.FORWARD,
                                Outcome.PASSED,
                                1,
                                2_004,
                                "backfill.sql",
                                List.of(),
                                null,
                                new BatchesReport(40, 200_000, 99_800.4, 38.2, 91.7, null, null)),
                        step("deploy 1.1", Direction.REVERSE, null, 1, 900, List.of())),
                List.of(
                        new Compatibility(
                                "deploy 1.1 forward",
                                "1.1",
                                true,
                                6,
                                0,
                                1,
                                1,
                                List.of(new Example("the rows of statement 1", "risky_orders", "12 rows", "9 rows"))),
                        new Compatibility("deploy 1.1 forward", "1.0", true, 5, 0, 0, 0, List.of()),
                        new Compatibility("deploy 1.1 forward", "finance-export", true, 1, 0, 0, 0, List.of())),
                List.of(new Verification("every order has a status", "0", "0", Outcome.PASSED)),
                List.of(new RollbackReport(
                        "snapshot",
                        RollbackMode.KEEP,
                        "switch",
                        RollbackOutcome.PASSED,
                        null,
                        List.of(),
                        new Writes(5_480L, null, 0L, null, 0L, 0L, null, 0L),
                        List.of(),
                        new Reapplied(Outcome.PASSED, null, List.of()))),
                WriteSamples.newFeatureKept("snapshot", "switch"),
                List.of(),
                List.of(
                        traffic("deploy 1.1 forward", "1.0", "place_order", 41, 0, 0, 3.0, null, 11.4),
                        traffic("deploy 1.1 forward", "1.1", "place_order", 39, 0, 2, 3.6, null, 24.0),
                        traffic("backfill orders forward", "1.1", "place_order", 80, 0, 1, 6.8, null, 88.1)),
                List.of(),
                List.of(new OperationErrorReport(
                        "deploy 1.1 forward",
                        "deploy 1.1",
                        "1.1",
                        "place_order",
                        "40P01",
                        "deadlock detected",
                        0,
                        0,
                        2,
                        8_020,
                        8_960)));
    }

    private static PhaseReport tidy() {
        var failure = new ErrorReport(
                "55P03", "canceling statement due to lock timeout", CHECK, "migrations/V3__risk_known.sql", 1);
        var timedOut = new StatementReport(
                CHECK,
                1,
                Outcome.FAILED,
                failure,
                104.5,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                evidence(11_950, 12_054.5, 12_055.0, 100L, List.of("The server did not say how much WAL it wrote.")));
        return new PhaseReport(
                "tidy",
                Outcome.PASSED,
                List.of(
                        step(
                                "migrate 3",
                                Direction.FORWARD,
                                "migrations/V3__risk_known.sql",
                                3,
                                752,
                                List.of(
                                        timedOut,
                                        statement(
                                                CHECK,
                                                1,
                                                12_660,
                                                12_701,
                                                12_702.0,
                                                100L,
                                                4_096L,
                                                12_661,
                                                "public.orders"))),
                        step("migrate 3", Direction.REVERSE, "migrations/U3__risk_known.sql", 1, 58, List.of())),
                List.of(
                        new Compatibility("migrate 3 forward", "1.1", true, 6, 0, 0, 1, List.of()),
                        new Compatibility("migrate 3 forward", "finance-export", true, 1, 0, 0, 0, List.of())),
                List.of(),
                List.of(new RollbackReport(
                        "switch",
                        RollbackMode.REVERSE,
                        "tidy",
                        RollbackOutcome.PASSED,
                        null,
                        List.of(),
                        new Writes(5_512L, null, 0L, null, 0L, 0L, null, 0L),
                        List.of(),
                        null)),
                List.of(),
                List.of(traffic("migrate 3 forward", "1.1", "place_order", 31, 0, 0, 3.9, null, 112.0)),
                List.of(
                        new OutageReport(
                                "migrate 3 forward",
                                "migrate 3",
                                CHECK,
                                "V3__risk_known.sql line 1",
                                "public.orders",
                                11_951,
                                12_410,
                                207,
                                11,
                                104,
                                List.of("idle-in-transaction"),
                                "Twice, for 0.1 s each, nothing could read or write public.orders: V3__risk_known.sql line 1 waited behind idle-in-transaction until its lock timeout of 100 ms.")),
                List.of());
    }

    private static List<StatementReport> statements() {
        var update = new StatementReport(
                UPDATE,
                4,
                Outcome.PASSED,
                null,
                2_695.2,
                List.of(new LockReport(
                        "public.orders", "RowExclusiveLock", 3_095, null, "SHARE locks", 3_900, 3_905, true)),
                List.of(),
                List.of("public.orders", "public.customers"),
                200_000L,
                91_234_816L,
                new EvidenceReport(
                        3_905,
                        6_600.2,
                        7_000.0,
                        0L,
                        0L,
                        24_117_248L,
                        List.of(new SizeReport("public.orders", 31_457_280L, 64_290_816L)),
                        List.of(),
                        List.of()));
        return List.of(
                statement(ALTER, 1, 2_008, 3_904, 7_000.0, 0L, 16_384L, 3_900, "public.orders"),
                update,
                statement(CHECK, 9, 6_602, 6_980, 7_000.0, 0L, 2_048L, 6_602, "public.orders"));
    }

    private static StatementReport statement(
            String sql,
            int line,
            double startMs,
            double endMs,
            double transactionEndMs,
            long lockTimeoutMs,
            long walBytes,
            double grantedMs,
            String relation) {
        var lock = new LockReport(
                relation,
                "AccessExclusiveLock",
                transactionEndMs - grantedMs,
                sql.equals(ALTER) ? 212L : null,
                "reads and writes",
                grantedMs - 2,
                grantedMs,
                true);
        return new StatementReport(
                sql,
                line,
                Outcome.PASSED,
                null,
                endMs - startMs,
                List.of(lock),
                List.of(),
                sql.equals(CHECK) ? List.of(relation) : List.of(),
                0L,
                walBytes,
                evidence(startMs, endMs, transactionEndMs, lockTimeoutMs, List.of()));
    }

    private static EvidenceReport evidence(
            double startMs, double endMs, @Nullable Double transactionEndMs, long lockTimeoutMs, List<String> limits) {
        return new EvidenceReport(
                startMs, endMs, transactionEndMs, lockTimeoutMs, 0L, 0L, List.of(), List.of(), limits);
    }

    private static StepReport step(
            String id,
            Direction direction,
            @Nullable String file,
            int attempts,
            long durationMs,
            List<StatementReport> statements) {
        String kind = id.substring(0, id.indexOf(' '));
        return new StepReport(id, kind, direction, Outcome.PASSED, attempts, durationMs, file, statements, null, null);
    }

    private static TrafficReport traffic(
            String moment,
            String version,
            String operation,
            long count,
            long failed,
            long hidden,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            double maxMs) {
        return new TrafficReport(moment, version, operation, count, failed, hidden, 0, p50Ms, p99Ms, maxMs);
    }

    private static LockParty adversary(String name) {
        return new LockParty(null, null, null, null, null, name);
    }

    private static LockParty migration() {
        return new LockParty(null, null, "migrate 2", ALTER, "V2__risk_status.sql line 1", null);
    }

    private static LockWaitReport lockWait(double waitMs, double startMs, String operation, String mode) {
        var waiter = new LockParty("1.0", operation, null, null, null, null);
        var root = adversary("long-report");
        return new LockWaitReport(
                "migrate 2 forward",
                waiter,
                migration(),
                root,
                List.of(root, migration(), waiter),
                "public.orders",
                mode,
                waitMs,
                operation.equals("place_order") ? "cancelled" : "granted",
                startMs,
                true,
                "migrate 2");
    }

    private static List<Finding> findings() {
        return List.of(
                finding(
                        "app-wait-over-budget",
                        Severity.ERROR,
                        "migrate 2",
                        "public.orders",
                        "For 4.9 s nothing could read or write public.orders; 250 ms are allowed.",
                        List.of(
                                "place_order of 1.0 waited 4.9 s for AccessShareLock on public.orders.",
                                "long-report turned a harmless step into an outage: without it V2__risk_status.sql line 1 would have waited for nobody."),
                        "Add the column without filling it, with a lock timeout and retries; fill it in batches in a step of its own.",
                        null),
                finding(
                        "operations-fail-under-load",
                        Severity.ERROR,
                        "migrate 2",
                        "place_order of 1.0",
                        "14 operations failed at migrate 2 forward: 57014, canceling statement due to statement timeout.",
                        List.of(
                                "place_order of 1.0: 9 times from 6.0 s to 7.0 s.",
                                "None of them failed in the control run."),
                        "Make the step not hold its lock for longer than the app's statement timeout.",
                        null),
                finding(
                        "rollback-loses-writes",
                        Severity.ERROR,
                        null,
                        "public.orders.risk_status_snapshot",
                        "Rolling back phase snapshot loses 1,904 values for good: applying the plan again does not rebuild them.",
                        List.of("1,904 of 1,904 written values are another status when filled again."),
                        "Keep the column on the way back, or save its values before.",
                        null),
                finding(
                        "no-lock-timeout",
                        Severity.WARNING,
                        "migrate 2",
                        "V2__risk_status.sql line 1",
                        "V2__risk_status.sql line 1 asked for AccessExclusiveLock on public.orders with no lock timeout.",
                        List.of("lock_timeout was 0 at that moment."),
                        "Set lock-timeout and retry on the step.",
                        null),
                finding(
                        "scan-under-lock",
                        Severity.WARNING,
                        "migrate 3",
                        "V3__risk_known.sql line 1",
                        "V3__risk_known.sql line 1 read public.orders from end to end while it held AccessExclusiveLock.",
                        List.of("It took 41 ms at 200,000 rows."),
                        "Add the constraint NOT VALID, and validate it in a migration of its own.",
                        new Accepted("The table is small in production, too.", LocalDate.of(2027, 3, 31))),
                finding(
                        "evidence-limited",
                        Severity.NOTE,
                        null,
                        "finance-export",
                        "daily_totals ran too seldom for a p99.",
                        List.of(),
                        null,
                        null));
    }

    private static Finding finding(
            String id,
            Severity severity,
            @Nullable String step,
            String where,
            String message,
            List<String> evidence,
            @Nullable String remedy,
            @Nullable Accepted accepted) {
        return new Finding(id, severity, "snapshot", step, where, message, evidence, remedy, accepted);
    }

    private static Environment environment() {
        return new Environment(
                "postgresql",
                "18.6",
                null,
                "embedded",
                null,
                Map.of("fsync", "on", "wal_level", "replica", "shared_buffers", "128MB"),
                Map.of("customers", 20_000L, "orders", 200_000L, "customer_risk_history", 60_000L),
                118_300_000L,
                42,
                0.02,
                2,
                8_242_000_000L,
                Instant.parse("2026-11-20T10:15:30Z"),
                72_400,
                new ArrayList<>(List.of(
                        "Two cores are shared by the database, the load and the drill: latencies are higher than on a server of its own.",
                        "deadlock_timeout is 10 ms for the app's roles, so that short waits are seen.")),
                List.of("public.orders.created_at: the two controls disagreed in 1,204 rows."));
    }
}

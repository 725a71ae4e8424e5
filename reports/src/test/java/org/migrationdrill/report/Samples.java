package org.migrationdrill.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports to render. */
final class Samples {
    static final String HOSTILE =
            "<script>alert('x')</script>|`--`\n# @admin \u202Egnp.exe 💣 ${x} [a](http://evil.example) #12";

    private Samples() {}

    /** A blocked drill with something of everything. */
    static DrillReport rich() {
        return new DrillReport(
                DrillReport.SCHEMA_VERSION,
                "0.1.0",
                "events-tenant-id-early-read",
                "Give every event a tenant; the reading version is deployed too early",
                "quick",
                new Verdict(
                        Decision.BLOCK,
                        List.of(
                                "In phase switch-reads, events_of_tenant of 1.10 answers differently than without the migration.",
                                "Undoing phase contract leaves an index behind and loses 3 values.")),
                new Expected(
                        Decision.BLOCK,
                        List.of("answer-differs"),
                        false,
                        List.of("rollback-residue was found and is not expected.")),
                environment("18.6", Map.of("events", 200_000L, "accounts", 800L, "tenants", 40L), 61_300_000L),
                List.of(expand(), switchReads(), contract()),
                List.of(
                        new InvariantReport("an event's account exists", null, "before", "0", "0", Outcome.PASSED),
                        new InvariantReport(
                                "an event's account exists", "expand", "migrate-2 forward", "0", "0", Outcome.PASSED),
                        new InvariantReport(
                                "one owner a tenant", "contract", "migrate-4 forward", "0", "2", Outcome.FAILED),
                        new InvariantReport("one owner a tenant", null, "after", "0", "0", Outcome.PASSED)),
                "contract",
                null,
                null,
                findings(),
                notMeasured());
    }

    /** A drill whose database died in the first phase. */
    static DrillReport aborted() {
        var step = new StepReport(
                "migrate-2",
                "migrate",
                Direction.FORWARD,
                Outcome.FAILED,
                1,
                412,
                "migrations/V2__add_tenant_id.sql",
                List.of(),
                new ErrorReport("57P01", "terminating connection due to administrator command", null, null, null),
                null);
        var gaps = new ArrayList<>(notMeasured());
        gaps.add(new NotMeasured("pointOfNoReturn", "The drill ended before its first rollback."));
        return new DrillReport(
                DrillReport.SCHEMA_VERSION,
                "0.1.0",
                "events-tenant-id",
                "",
                "quick",
                new Verdict(
                        Decision.ABORTED,
                        List.of(
                                "The database server ended while migrate-2 ran. What had been observed until then follows.")),
                null,
                environment("18.6", Map.of(), null),
                List.of(
                        new PhaseReport(
                                "expand",
                                Outcome.FAILED,
                                List.of(step),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                null,
                                null),
                        new PhaseReport(
                                "contract",
                                Outcome.NOT_REACHED,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                null,
                                null)),
                List.of(),
                null,
                null,
                null,
                List.of(),
                gaps);
    }

    /** A drill in which every name that an author or a database chose is hostile. */
    static DrillReport hostile() {
        String bad = HOSTILE;
        var example = new Example(bad, bad, bad, bad);
        var difference = new SchemaDifference(bad, bad, bad, bad, false);
        var rollback = new RollbackReport(
                bad,
                RollbackMode.RESTORE,
                bad,
                WrittenBefore.NOTHING,
                RollbackOutcome.INCOMPLETE,
                bad,
                List.of(difference),
                new Writes(1L, null, 2L, null, 3L, 4L, null, 5L),
                List.of(),
                List.of(),
                List.of(),
                List.of(example),
                new Reapplied(Outcome.FAILED, bad, List.of(difference)),
                1_200L);
        var written = WriteSamples.hostile(bad);
        var step = new StepReport(
                bad,
                "migrate",
                Direction.FORWARD,
                Outcome.FAILED,
                2,
                12,
                bad,
                List.of(LoadSamples.statement(bad)),
                new ErrorReport("42601", bad, bad, bad, 3),
                LoadSamples.batches(bad));
        var phase = new PhaseReport(
                bad,
                Outcome.FAILED,
                List.of(step),
                List.of(new Compatibility(bad + " forward", bad, true, 3, 1, 1, 0, List.of(example))),
                List.of(new Verification(bad, bad, bad, Outcome.FAILED)),
                List.of(rollback, written),
                List.of(WriteSamples.newFeatureOf(written)),
                List.of(LoadSamples.lockWait(bad)),
                List.of(LoadSamples.traffic(bad)),
                List.of(LoadSamples.outage(bad)),
                List.of(LoadSamples.error(bad)));
        var environment = new Environment(
                bad,
                bad,
                bad,
                bad,
                bad,
                Map.of(bad, bad),
                Map.of(bad, 7L),
                9L,
                -1,
                0.07,
                1,
                null,
                Instant.EPOCH,
                61_000,
                List.of(bad),
                List.of(bad));
        return new DrillReport(
                DrillReport.SCHEMA_VERSION,
                bad,
                bad,
                bad,
                "full",
                new Verdict(Decision.BLOCK, List.of(bad)),
                new Expected(Decision.APPROVE, null, false, List.of(bad)),
                environment,
                List.of(phase),
                List.of(new InvariantReport(bad, bad, bad, bad, bad, Outcome.FAILED)),
                bad,
                bad,
                List.of(LoadSamples.estimate(bad)),
                LoadSamples.load(bad),
                List.of(
                        new Finding(bad, Severity.ERROR, bad, bad, bad, bad, List.of(bad), bad, null),
                        new Finding(
                                bad, Severity.WARNING, bad, bad, bad, bad, List.of(bad), bad, new Accepted(bad, null))),
                List.of(new NotMeasured(bad, bad)));
    }

    /** A report in which everything that can be many is. */
    static DrillReport huge(int many, Severity severity) {
        var rich = rich();
        var examples = new ArrayList<Example>();
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < many; i++) {
            examples.add(new Example("differs", "event " + i, "tenant 1", "nothing"));
            findings.add(finding("answer-differs", severity, "contract", "operation_" + i, null));
        }
        var cell = new Compatibility("migrate-4 forward", "1.10", true, many, 0, many, 0, examples);
        var written = WriteSamples.many("contract", many, examples);
        var phase = new PhaseReport(
                "contract",
                Outcome.FAILED,
                List.of(),
                List.of(cell),
                List.of(),
                List.of(rollback(examples), written),
                List.of(WriteSamples.newFeatureOf(written)),
                null,
                null,
                null,
                null);
        return new DrillReport(
                rich.schemaVersion(),
                rich.toolVersion(),
                rich.scenario(),
                rich.summary(),
                rich.depth(),
                rich.verdict(),
                null,
                rich.environment(),
                List.of(phase),
                rich.invariants(),
                rich.pointOfNoReturn(),
                null,
                null,
                findings,
                rich.notMeasured());
    }

    /** A report of nothing but one phase with this rollback, and with its writes as the new feature's too. */
    static DrillReport withRollback(RollbackReport rollback) {
        var rich = rich();
        var phase = new PhaseReport(
                rollback.after(),
                Outcome.FAILED,
                List.of(),
                List.of(),
                List.of(),
                List.of(rollback),
                List.of(WriteSamples.newFeatureOf(rollback)),
                null,
                null,
                null,
                null);
        return new DrillReport(
                rich.schemaVersion(),
                rich.toolVersion(),
                rich.scenario(),
                rich.summary(),
                rich.depth(),
                rich.verdict(),
                null,
                rich.environment(),
                List.of(phase),
                List.of(),
                rollback.after(),
                null,
                null,
                List.of(),
                rich.notMeasured());
    }

    /** The hostile report with its phase many times over. */
    static DrillReport manyPhases(int many) {
        var one = hostile();
        return new DrillReport(
                one.schemaVersion(),
                one.toolVersion(),
                one.scenario(),
                one.summary(),
                one.depth(),
                one.verdict(),
                one.expected(),
                one.environment(),
                Collections.nCopies(many, one.phases().get(0)),
                one.invariants(),
                one.pointOfNoReturn(),
                null,
                one.load(),
                one.findings(),
                one.notMeasured());
    }

    private static PhaseReport expand() {
        var statement = new StatementReport(
                "ALTER TABLE events ADD COLUMN tenant_id bigint",
                1,
                Outcome.PASSED,
                null,
                1.25,
                null,
                null,
                null,
                0L,
                null,
                null);
        return new PhaseReport(
                "expand",
                Outcome.PASSED,
                List.of(
                        step(
                                "migrate-2",
                                Direction.FORWARD,
                                "migrations/V2__add_tenant_id.sql",
                                1,
                                12,
                                List.of(statement)),
                        step("migrate-2", Direction.REVERSE, "migrations/U2__add_tenant_id.sql", 1, 9, List.of())),
                List.of(
                        works("before", "1.8", true, 6),
                        works("before", "billing-report", true, 1),
                        new Compatibility(
                                "before",
                                "1.10",
                                false,
                                6,
                                2,
                                0,
                                0,
                                List.of(new Example(
                                        "fails with 42703",
                                        "events_of_tenant",
                                        "12 rows",
                                        "column e.tenant_id does not exist"))),
                        works("migrate-2 forward", "1.8", true, 6),
                        works("migrate-2 forward", "1.10", false, 6),
                        works("migrate-2 forward", "billing-report", true, 1),
                        works("migrate-2 reverse", "1.8", true, 6),
                        works("migrate-2 reverse", "billing-report", true, 1)),
                List.of(),
                List.of(new RollbackReport(
                        "baseline",
                        RollbackMode.REVERSE,
                        "expand",
                        RollbackOutcome.PASSED,
                        null,
                        List.of(),
                        new Writes(1_204L, null, 300L, null, 0L, 0L, null, 0L),
                        List.of(),
                        new Reapplied(Outcome.PASSED, null, List.of()))),
                null,
                null,
                null,
                null);
    }

    private static PhaseReport switchReads() {
        return new PhaseReport(
                "switch-reads",
                Outcome.FAILED,
                List.of(step("deploy-1.10", Direction.FORWARD, null, 1, 3, List.of())),
                List.of(
                        works("deploy-1.10 forward", "1.8", true, 6),
                        new Compatibility(
                                "deploy-1.10 forward",
                                "1.10",
                                true,
                                6,
                                0,
                                1,
                                1,
                                List.of(new Example("answer differs", "events_of_tenant", "12 rows", "0 rows"))),
                        works("deploy-1.10 forward", "billing-report", true, 1)),
                List.of(new Verification("every event has a tenant", "0", "200000", Outcome.FAILED)),
                List.of(
                        new RollbackReport(
                                "expand",
                                RollbackMode.KEEP,
                                "switch-reads",
                                RollbackOutcome.PASSED,
                                null,
                                List.of(),
                                new Writes(2_410L, null, 0L, null, 0L, 0L, null, 0L),
                                List.of(),
                                new Reapplied(Outcome.PASSED, null, List.of())),
                        new RollbackReport(
                                "baseline",
                                RollbackMode.REVERSE,
                                "expand",
                                RollbackOutcome.PASSED,
                                null,
                                List.of(),
                                new Writes(2_410L, null, 611L, null, 0L, 0L, null, 0L),
                                List.of(),
                                null)),
                null,
                null,
                null,
                null);
    }

    private static PhaseReport contract() {
        return new PhaseReport(
                "contract",
                Outcome.FAILED,
                List.of(new StepReport(
                        "migrate-4",
                        "migrate",
                        Direction.FORWARD,
                        Outcome.FAILED,
                        2,
                        10_420,
                        "migrations/V4__tenant_not_null.sql",
                        List.of(),
                        new ErrorReport(
                                "23514",
                                "check constraint \"tenant_set\" of relation \"events\" is violated by some row",
                                "ALTER TABLE events\n  VALIDATE CONSTRAINT tenant_set",
                                "migrations/V4__tenant_not_null.sql",
                                7),
                        null)),
                List.of(
                        new Compatibility("migrate-4 forward", "1.10", true, 6, 1, 1, 0, List.of()),
                        new Compatibility(
                                "migrate-4 reverse",
                                "1.10",
                                true,
                                6,
                                1,
                                0,
                                0,
                                List.of(new Example(
                                        "fails with 23502",
                                        "record_event",
                                        "1 row",
                                        "null value in column \"tenant_id\"")))),
                List.of(),
                List.of(rollback(List.of(new Example("tenant_id is lost", "public.events, key 5f1c…", "4", "NULL")))),
                null,
                null,
                null,
                null);
    }

    private static RollbackReport rollback(List<Example> examples) {
        return new RollbackReport(
                "switch-reads",
                RollbackMode.REVERSE,
                "contract",
                RollbackOutcome.INCOMPLETE,
                null,
                List.of(
                        new SchemaDifference(
                                "index",
                                "public.events_tenant_idx",
                                null,
                                "CREATE INDEX events_tenant_idx ON public.events USING btree (tenant_id)",
                                false),
                        new SchemaDifference("column order", "public.events.tenant_id", "5", "6", true)),
                new Writes(2_400L, null, 0L, null, 7L, 3L, null, 0L),
                examples,
                new Reapplied(Outcome.FAILED, "relation \"events_tenant_idx\" already exists (42P07)", List.of()));
    }

    private static List<Finding> findings() {
        return List.of(
                finding("reverse-missing", Severity.WARNING, "expand", "migrations/V3__index.sql", null),
                new Finding(
                        "answer-differs",
                        Severity.ERROR,
                        "switch-reads",
                        "deploy-1.10",
                        "events_of_tenant",
                        "events_of_tenant of 1.10 answers differently than without the migration, in 1 of 1 runs.",
                        List.of("Expected 12 rows, found 0 rows.", "events.tenant_id is NULL in 200,000 rows."),
                        "Deploy 1.10 after the backfill.",
                        null),
                new Finding(
                        "rollback-residue",
                        Severity.ERROR,
                        "contract",
                        null,
                        "public.events_tenant_idx",
                        "Rolling back phase contract left residue: index events_tenant_idx on public.events exists.",
                        List.of(),
                        "Add DROP INDEX events_tenant_idx to the reverse, or declare the phase irreversible with a reason.",
                        null),
                finding(
                        "rollback-cosmetic",
                        Severity.WARNING,
                        "expand",
                        "public.events.tenant_id",
                        new Accepted("column order does not matter to us", LocalDate.of(2027, 3, 31))),
                finding("noise", Severity.NOTE, null, "events.created_at", null));
    }

    private static Finding finding(
            String id, Severity severity, @Nullable String phase, String where, @Nullable Accepted accepted) {
        return new Finding(
                id,
                severity,
                phase,
                null,
                where,
                "Something about " + where + " was observed that a reviewer should know.",
                List.of("It was observed at " + where + "."),
                "Change " + where + ".",
                accepted);
    }

    private static Compatibility works(String moment, String version, boolean required, int operations) {
        return new Compatibility(moment, version, required, operations, 0, 0, 0, List.of());
    }

    private static StepReport step(
            String id,
            Direction direction,
            @Nullable String file,
            int attempts,
            long durationMs,
            List<StatementReport> statements) {
        String kind = id.substring(0, id.indexOf('-'));
        return new StepReport(id, kind, direction, Outcome.PASSED, attempts, durationMs, file, statements, null, null);
    }

    private static Environment environment(String version, Map<String, Long> rows, @Nullable Long bytes) {
        return new Environment(
                "postgresql",
                version,
                "18",
                "embedded",
                null,
                Map.of("fsync", "on", "wal_level", "replica"),
                rows,
                bytes,
                42,
                0.004,
                2,
                8_242_000_000L,
                Instant.parse("2026-11-20T10:15:30Z"),
                72_400,
                List.of("One operation ran at a time: nothing here shows what happens under load."),
                List.of("public.events.created_at: the two controls disagreed in 1,204 rows."));
    }

    private static List<NotMeasured> notMeasured() {
        return List.of(
                new NotMeasured("phases[].lockWaits", "This version rehearses without load."),
                new NotMeasured("phases[].traffic", "This version rehearses without load."),
                new NotMeasured("estimates", "An estimate needs runs at several scales."));
    }
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What became of writes, for the samples. */
final class WriteSamples {
    static final String FIND_NOTES = "SELECT id, note FROM public.orders\nWHERE length(note) > 200\nORDER BY id";

    static final String FIND_CARTS = "SELECT id FROM public.carts WHERE id IN (4, 17)";

    private WriteSamples() {}

    /** Undone right after it was applied, after writes, and after edge values, of which the last two did harm. */
    static List<RollbackReport> threeTimes(String to, String phase) {
        return List.of(
                rollback(to, phase, WrittenBefore.NOTHING, RollbackOutcome.PASSED, kept(5_210), List.of(), List.of()),
                new RollbackReport(
                        to,
                        RollbackMode.REVERSE,
                        phase,
                        WrittenBefore.SUITES,
                        RollbackOutcome.INCOMPLETE,
                        null,
                        List.of(),
                        new Writes(5_188L, 40L, 0L, 18L, null, 1_904L, 2L, 0L, 1L),
                        fates(phase),
                        List.of(new DegradedValues("public.orders", "note", "truncated", 18, false)),
                        List.of(
                                new RowsQuery("public.orders", FIND_NOTES, true, 18, 18),
                                new RowsQuery("public.refunds", "SELECT * FROM public.refunds", false, 5, 31),
                                new RowsQuery("public.carts", FIND_CARTS, false, 2, 2, true)),
                        List.of(new Example(
                                "risk_status_snapshot is lost", "public.orders, key 9b1c…", "watch", "unknown")),
                        new Reapplied(Outcome.PASSED, null, List.of()),
                        null),
                rollback(
                        to,
                        phase,
                        WrittenBefore.EDGES,
                        RollbackOutcome.INCOMPLETE,
                        new Writes(5_188L, 0L, 0L, 1L, null, 0L, 0L, 0L, 0L),
                        List.of(new WriteFate("public.orders", "1.1", "place_order", phase, true, 11, 0, 1, 0)),
                        List.of(new DegradedValues("public.orders", "note", "re-encoded", 1, true))));
    }

    static List<NewFeatureWrites> newFeature(String to, String phase) {
        return List.of(
                new NewFeatureWrites(
                        to,
                        RollbackOutcome.INCOMPLETE,
                        null,
                        WrittenBefore.SUITES,
                        List.of(new WriteFate(
                                "public.orders", "1.1", "flag_order", phase, false, 0, 0, 0, 24, 6, 0, List.of())),
                        List.of(new Example("the row is lost", "public.orders, key 5f1c…", "a row", "nothing"))),
                new NewFeatureWrites(
                        to,
                        RollbackOutcome.REFUSED,
                        "value too long for type character varying(200) (22001)",
                        WrittenBefore.EDGES,
                        List.of(),
                        List.of()));
    }

    static List<NewFeatureWrites> newFeatureKept(String to, String phase) {
        return List.of(
                new NewFeatureWrites(
                        to,
                        RollbackOutcome.PASSED,
                        null,
                        WrittenBefore.SUITES,
                        List.of(new WriteFate(
                                "public.orders", "1.1", "flag_order", phase, false, 20, 0, 0, 0, 4, 0, List.of())),
                        List.of()),
                new NewFeatureWrites(
                        to,
                        RollbackOutcome.NOT_TRIED,
                        "This drill ran at quick depth.",
                        WrittenBefore.EDGES,
                        List.of(),
                        List.of()));
    }

    static RollbackReport hostile(String bad) {
        return many(bad, 1, List.of(new Example(bad, bad, bad, bad)));
    }

    /** All that a rollback tells of writes, so many times. */
    static RollbackReport many(String name, int many, List<Example> examples) {
        var fates = new ArrayList<WriteFate>();
        var degraded = new ArrayList<DegradedValues>();
        var queries = new ArrayList<RowsQuery>();
        IntStream.range(0, many).forEach(at -> {
            fates.add(new WriteFate(
                    name,
                    name,
                    name + at,
                    name,
                    at % 2 == 0,
                    1,
                    2,
                    3,
                    4,
                    0,
                    5,
                    List.of(name, name, name, name, name, name)));
            degraded.add(new DegradedValues(name, name + at, "truncated", 3, true));
            queries.add(new RowsQuery(name, "SELECT * FROM \"" + name + at + "\"", true, 3, 7));
        });
        return new RollbackReport(
                name,
                RollbackMode.REVERSE,
                name,
                WrittenBefore.EDGES,
                RollbackOutcome.INCOMPLETE,
                null,
                List.of(),
                new Writes(1L, 2L, 2L, 3L, 3L, 4L, 6L, 5L, 7L),
                fates,
                degraded,
                queries,
                examples,
                null,
                null);
    }

    static NewFeatureWrites newFeatureOf(RollbackReport rollback) {
        return new NewFeatureWrites(
                rollback.to(),
                RollbackOutcome.REFUSED,
                rollback.to(),
                rollback.written(),
                rollback.fates(),
                rollback.examples());
    }

    private static RollbackReport rollback(
            String to,
            String phase,
            WrittenBefore written,
            RollbackOutcome outcome,
            Writes writes,
            List<WriteFate> fates,
            List<DegradedValues> degraded) {
        return new RollbackReport(
                to,
                RollbackMode.REVERSE,
                phase,
                written,
                outcome,
                null,
                List.of(),
                writes,
                fates,
                degraded,
                List.of(),
                List.of(),
                new Reapplied(Outcome.PASSED, null, List.of()),
                null);
    }

    private static Writes kept(long rows) {
        return new Writes(rows, 0L, 0L, 0L, null, 0L, 0L, 0L, 0L);
    }

    /** Twelve that are well, and three that are not in between. */
    private static List<WriteFate> fates(String phase) {
        var fates = new ArrayList<WriteFate>();
        fates.add(new WriteFate("public.orders", null, null, null, false, 4_800, 0, 0, 1_894));
        IntStream.rangeClosed(1, 6).forEach(at -> fates.add(well("1.0", "touch_" + at, phase)));
        fates.add(new WriteFate(
                "public.orders",
                "1.1",
                "place_order",
                phase,
                false,
                300,
                40,
                18,
                0,
                0,
                0,
                List.of("id", "note", "total")));
        IntStream.rangeClosed(1, 6).forEach(at -> fates.add(well("1.1", "touch_" + at, phase)));
        fates.add(new WriteFate("public.refunds", "1.1", "refund_order", phase, true, 4, 0, 0, 10));
        fates.add(new WriteFate("public.carts", "1.0", "empty_cart", phase, false, 3, 0, 0, 0, 0, 2, List.of()));
        return fates;
    }

    private static WriteFate well(String version, String operation, String phase) {
        return new WriteFate("public.customers", version, operation, phase, false, 7, 0, 0, 0);
    }
}

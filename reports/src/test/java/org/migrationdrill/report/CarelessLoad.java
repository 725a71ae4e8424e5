package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.LoadReport.BandReport;
import org.migrationdrill.report.LoadReport.ClientReport;
import org.migrationdrill.report.LoadReport.LateReport;
import org.migrationdrill.report.LoadReport.SeriesReport;

/** The axis of the careless drill: 16 seconds in slices of 100 ms. */
final class CarelessLoad {
    private static final int SLICES = 160;
    private static final double SLICE_MS = 100;

    private CarelessLoad() {}

    static LoadReport report() {
        return new LoadReport(
                SLICES * SLICE_MS,
                List.of(
                        new ClientReport(
                                "1.0",
                                false,
                                "app",
                                8,
                                120,
                                "read committed",
                                4_000L,
                                true,
                                3,
                                List.of("40001", "40P01")),
                        new ClientReport(
                                "1.1",
                                false,
                                "app",
                                8,
                                120,
                                "read committed",
                                4_000L,
                                true,
                                3,
                                List.of("40001", "40P01")),
                        new ClientReport(
                                "finance-export",
                                true,
                                "finance",
                                1,
                                0.5,
                                "repeatable read",
                                null,
                                false,
                                1,
                                List.of())),
                bands(),
                List.of(
                        series("1.0", false, 12, List.of(new Range(0, 92), new Range(143, 160))),
                        series("1.1", false, 12, List.of(new Range(74, 144))),
                        series("finance-export", true, 1, List.of(new Range(0, 160)))),
                List.of(
                        new TrafficReport("before", "1.0", "place_order", 640, 0, 0, 0, 3.0, 8.4, 14.2),
                        new TrafficReport("before", "1.0", "orders_of_customer", 1_280, 0, 0, 0, 1.1, 4.2, 9.0),
                        new TrafficReport("before", "finance-export", "daily_totals", 8, 0, 0, 0, null, null, 31.0)),
                List.of(new LateReport(8_200, 8_490, 61)),
                248);
    }

    private static List<BandReport> bands() {
        var bands = new ArrayList<BandReport>();
        moment(bands, "snapshot", "before", 0, 2_000);
        moment(bands, "snapshot", "migrate 2 forward", 2_000, 7_050);
        moment(bands, "switch", "deploy 1.1 forward", 7_350, 9_350);
        moment(bands, "switch", "backfill orders forward", 9_650, 11_654);
        moment(bands, "tidy", "migrate 3 forward", 11_950, 12_702);
        moment(bands, "tidy", "migrate 3 reverse", 13_200, 13_258);
        moment(bands, "switch", "deploy 1.1 reverse", 13_500, 14_400);
        moment(bands, "snapshot", "migrate 2 reverse", 14_490, 14_800);
        moment(bands, "snapshot", "after", 15_000, 16_000);
        step(bands, "snapshot", "migrate 2 forward", 2_005, 7_000);
        step(bands, "switch", "deploy 1.1 forward", 7_350, 9_350);
        step(bands, "switch", "backfill orders forward", 9_650, 11_654);
        step(bands, "tidy", "migrate 3 forward", 11_950, 12_702);
        step(bands, "tidy", "migrate 3 reverse", 13_200, 13_258);
        step(bands, "switch", "deploy 1.1 reverse", 13_500, 14_400);
        step(bands, "snapshot", "migrate 2 reverse", 14_490, 14_800);
        band(bands, "attempt", "tidy", "1 of 3", "Ended by its lock timeout (55P03).", 11_950, 12_055, true);
        band(bands, "attempt", "tidy", "2 of 3", "Ended by its lock timeout (55P03).", 12_305, 12_410, true);
        band(bands, "attempt", "tidy", "3 of 3", "", 12_660, 12_702, false);
        band(bands, "statement", "snapshot", "V2 line 1", CarelessDrill.ALTER, 2_008, 3_904, false);
        band(bands, "statement", "snapshot", "V2 line 4", CarelessDrill.UPDATE, 3_905, 6_600.2, false);
        band(bands, "statement", "snapshot", "V2 line 9", CarelessDrill.CHECK, 6_602, 6_980, false);
        band(bands, "statement", "tidy", "V3 line 1", CarelessDrill.CHECK, 12_660, 12_701, false);
        band(bands, "statement", "snapshot", "U2 line 1", CarelessDrill.DROP, 14_500, 14_795, false);
        band(
                bands,
                "outage",
                "snapshot",
                "public.orders stopped",
                "For 4.9 s nothing could read or write public.orders.",
                2_012,
                6_998,
                true);
        band(bands, "outage", "tidy", "public.orders stopped", "For 0.1 s.", 11_951, 12_055, true);
        band(bands, "outage", "tidy", "public.orders stopped", "For 0.1 s.", 12_306, 12_410, true);
        band(
                bands,
                "lock-wait",
                "snapshot",
                "migrate 2 behind long-report",
                "AccessExclusiveLock on public.orders, granted after 1.9 s.",
                2_010,
                3_900,
                false);
        for (int waiter = 0; waiter < 24; waiter++) {
            double start = 2_080 + waiter * 190.0;
            band(
                    bands,
                    "lock-wait",
                    "snapshot",
                    (waiter % 3 == 0 ? "place_order" : "orders_of_customer") + " behind migrate 2",
                    "AccessShareLock on public.orders.",
                    start,
                    waiter % 3 == 0 ? Math.min(6_998, start + 4_000) : 6_998,
                    false);
        }
        band(bands, "adversary", null, "long-report", "One query that reads every table.", 1_900, 3_900, false);
        band(bands, "adversary", null, "dump", "A transaction that has read every table.", 7_600, 9_200, false);
        band(
                bands,
                "adversary",
                null,
                "idle-in-transaction",
                "A row of each table read and written.",
                11_300,
                12_500,
                false);
        band(bands, "adversary", null, "batch-writer", "Many rows changed, committed late.", 13_900, 14_700, false);
        return bands;
    }

    private static void moment(List<BandReport> bands, String phase, String label, double startMs, double endMs) {
        band(bands, "moment", phase, label, "", startMs, endMs, false);
    }

    private static void step(List<BandReport> bands, String phase, String label, double startMs, double endMs) {
        band(bands, "step", phase, label, "", startMs, endMs, false);
    }

    private static void band(
            List<BandReport> bands,
            String kind,
            @Nullable String phase,
            String label,
            String detail,
            double startMs,
            double endMs,
            boolean bad) {
        bands.add(new BandReport(kind, phase, label, detail, startMs, endMs, bad));
    }

    private static SeriesReport series(String version, boolean consumer, int rate, List<Range> live) {
        var done = new ArrayList<Integer>();
        var failed = new ArrayList<Integer>();
        var p50 = new ArrayList<@Nullable Double>();
        var p99 = new ArrayList<@Nullable Double>();
        var max = new ArrayList<@Nullable Double>();
        var voided = new ArrayList<Boolean>();
        for (int slice = 0; slice < SLICES; slice++) {
            int due = due(slice, rate, consumer, live);
            boolean late = slice >= 82 && slice < 85;
            double wait = wait(slice);
            double usual = usual(slice, version);
            done.add(due);
            failed.add(!consumer && due > 0 && slice >= 60 && slice < 70 && wait > 0 && slice % 3 != 2 ? 2 : 0);
            boolean figures = due > 0 && !late;
            p50.add(figures && due > 4 ? usual + wait * 0.97 : null);
            p99.add(figures && due > 4 && slice >= live.get(0).from() + 9 ? usual * 3.2 + wait : null);
            max.add(figures ? usual * 4.1 + wait : null);
            voided.add(late && due > 0);
        }
        return new SeriesReport(version, consumer, 0, SLICE_MS, done, failed, p50, p99, max, voided);
    }

    private static int due(int slice, int rate, boolean consumer, List<Range> live) {
        if (live.stream().noneMatch(range -> slice >= range.from() && slice < range.to())) {
            return 0;
        }
        return consumer ? (slice % 20 == 7 ? 1 : 0) : rate + slice * 7 % 5 - 2;
    }

    /** How long what was due in a slice still had to wait. */
    private static double wait(int slice) {
        double due = slice * SLICE_MS;
        if (due >= 2_000 && due < 7_000) {
            return 7_000 - due;
        }
        if (due >= 11_900 && due < 12_100 || due >= 12_300 && due < 12_400) {
            return 100;
        }
        return due >= 14_500 && due < 14_800 ? 14_800 - due : 0;
    }

    private static double usual(int slice, String version) {
        double base = version.equals("finance-export") ? 24 : version.equals("1.1") ? 2.4 : 2.1;
        double backfill = slice >= 97 && slice < 117 ? 2.2 : 1;
        return base * backfill * (1 + slice * 13 % 7 / 20.0);
    }

    private record Range(int from, int to) {}
}

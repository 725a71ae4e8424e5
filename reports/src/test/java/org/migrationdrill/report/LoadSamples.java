package org.migrationdrill.report;

import java.util.Arrays;
import java.util.List;
import org.migrationdrill.report.EvidenceReport.SizeReport;
import org.migrationdrill.report.LoadReport.BandReport;
import org.migrationdrill.report.LoadReport.ClientReport;
import org.migrationdrill.report.LoadReport.LateReport;
import org.migrationdrill.report.LoadReport.SeriesReport;

/** What a load rehearsal reports, in which every text is the one given. */
final class LoadSamples {
    private LoadSamples() {}

    static StatementReport statement(String text) {
        return new StatementReport(
                text,
                3,
                Outcome.FAILED,
                new ErrorReport("55P03", text, text, text, 3),
                480.25,
                List.of(new LockReport(text, text, 470.5, 12L, text, 900, 905.5, true)),
                List.of(text),
                List.of(text),
                7L,
                81_920L,
                new EvidenceReport(
                        900,
                        1_380.25,
                        null,
                        100L,
                        0L,
                        null,
                        List.of(new SizeReport(text, 8_192L, 16_384L), new SizeReport(text, null, 8_192L)),
                        List.of(text),
                        List.of(text)));
    }

    static BatchesReport batches(String text) {
        return new BatchesReport(3, 12_000, null, null, 48.5, text, text);
    }

    static OutageReport outage(String text) {
        return new OutageReport(
                text + " forward", text, text, text, text, 900, 1_400, 480, 12, 470, List.of(text), text);
    }

    static LockWaitReport lockWait(String text) {
        var app = new LockParty(text, text, null, null, null, null);
        var step = new LockParty(null, null, text, text, text, null);
        var other = new LockParty(null, null, null, null, null, text);
        return new LockWaitReport(
                text + " forward",
                app,
                step,
                other,
                List.of(other, step, app),
                text,
                text,
                470,
                text,
                905,
                false,
                text);
    }

    static TrafficReport traffic(String text) {
        return new TrafficReport(text + " forward", text, text, 120, 2, 1, 3, 2.5, null, 470.0);
    }

    static OperationErrorReport error(String text) {
        return new OperationErrorReport(text + " forward", text, text, text, "57014", text, 2, 2, 1, 910, 1_300);
    }

    static EstimateReport estimate(String text) {
        return new EstimateReport(
                text,
                text,
                Direction.FORWARD,
                text,
                1_000_000L,
                61_000.0,
                48_000.0,
                90_000.0,
                List.of(new EstimatePoint(1_000, 61)),
                null);
    }

    static LoadReport load(String text) {
        return new LoadReport(
                2_000,
                List.of(new ClientReport(text, false, text, 4, 60, text, null, true, 3, List.of(text))),
                List.of(
                        new BandReport("moment", text, text, text, 0, 2_000, false),
                        new BandReport("step", text, text, text, 900, 1_400, false),
                        new BandReport("attempt", text, text, text, 900, 1_400, true),
                        new BandReport("statement", text, text, text, 900, 1_380.25, false),
                        new BandReport("lock-wait", text, text, text, 905, 1_375, false),
                        new BandReport("adversary", null, text, text, 0, 1_000, false),
                        new BandReport("outage", text, text, text, 900, 1_400, true)),
                List.of(new SeriesReport(
                        text,
                        false,
                        0,
                        500,
                        List.of(30, 30, 30, 0),
                        List.of(0, 2, 0, 0),
                        Arrays.asList(2.5, 240.0, null, null),
                        Arrays.asList(null, 470.0, null, null),
                        Arrays.asList(4.0, 470.0, null, null),
                        List.of(false, false, true, false))),
                List.of(new TrafficReport("before", text, text, 60, 0, 0, 0, 2.25, 3.75, 4.0)),
                List.of(new LateReport(1_100, 1_450, 60)),
                12);
    }
}

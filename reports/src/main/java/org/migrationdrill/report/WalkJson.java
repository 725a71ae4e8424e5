package org.migrationdrill.report;

/** A walk's report as JSON, as {@link ReportJson} writes a drill's. Stateless and safe for use by several threads. */
public final class WalkJson {
    private WalkJson() {}

    /** The text of {@code walk.json}, with a line end at its end. */
    public static String write(WalkReport report) {
        return ReportJson.text(report);
    }

    /**
     * Reads what {@link #write} wrote. Keys that a later version has added are passed over.
     *
     * @throws IllegalArgumentException when it is not a walk's report, with the place where it stops being one
     */
    public static WalkReport read(String json) {
        return ReportJson.read(json, WalkReport.class, "walk's report");
    }
}

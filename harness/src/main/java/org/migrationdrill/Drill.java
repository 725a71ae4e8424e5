package org.migrationdrill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.migrationdrill.database.DatabaseProvider;
import org.migrationdrill.judge.Judge;
import org.migrationdrill.progress.Progress;
import org.migrationdrill.recording.RecordingFile;
import org.migrationdrill.recording.UnreadableRecordingException;
import org.migrationdrill.rehearsal.DrillPlan;
import org.migrationdrill.rehearsal.Rehearsals;
import org.migrationdrill.report.DrillReport;
import org.migrationdrill.report.ReportFiles;
import org.migrationdrill.report.ReportIndex;

/**
 * One drill: rehearses a plan on a database that it starts and destroys, records what it sees, judges the recording and writes
 * the report.
 */
public final class Drill {
    /** The recording's name in the folder of a drill's reports. */
    public static final String RECORDING_NAME = "recording.jsonl";

    private Drill() {}

    /**
     * Runs the drill. Whatever goes wrong with the migration is in the report; so is a database that could not be had or died:
     * then the verdict is aborted.
     *
     * @param folder where recording and reports go; made where it is missing, earlier files in it are overwritten
     * @throws UncheckedIOException when they can't be written
     */
    public static DrillReport run(DrillPlan plan, DatabaseProvider provider, Path folder, Progress progress) {
        try (RecordingFile recording = RecordingFile.create(folder.resolve(RECORDING_NAME))) {
            Rehearsals.run(plan, provider, version(), recording, progress);
            return report(folder, Judge.judge(recording.recording()));
        }
    }

    /**
     * Runs the drill as {@link #run} does, on a database of the provider that the plan names. Its files go to a folder of the
     * scenario's name, and the page that lists all drills is made anew, so that it is right whenever a run of several ends.
     *
     * @param reports the folder of all drills' folders
     * @throws UncheckedIOException when they can't be written
     */
    public static DrillReport runBelow(Path reports, DrillPlan plan, Progress progress) {
        Path folder = reports.resolve(plan.scenario().name());
        DrillReport report = run(plan, DatabaseProvider.named(plan.provider()), folder, progress);
        try {
            ReportIndex.write(reports);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of drills can't be written to " + reports, e);
        }
        return report;
    }

    /**
     * Judges a recording again and writes its reports beside it.
     *
     * @throws UnreadableRecordingException when the folder has no recording, or not one of a drill
     * @throws UncheckedIOException when the reports can't be written
     */
    public static DrillReport judgeAgain(Path folder) {
        return report(folder, Judge.judge(RecordingFile.read(folder.resolve(RECORDING_NAME))));
    }

    private static DrillReport report(Path folder, DrillReport report) {
        try {
            ReportFiles.write(report, folder);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("The report can't be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** This tool's version. */
    public static String version() {
        try (InputStream text = Objects.requireNonNull(Drill.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The tool's version can't be read from its own jar", e);
        }
    }
}

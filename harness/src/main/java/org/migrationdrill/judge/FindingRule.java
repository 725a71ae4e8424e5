package org.migrationdrill.judge;

import java.util.stream.Stream;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.report.Finding;

/** One way to come to findings, in the order of the recording. New findings are added as a rule to {@link Judge}'s list. */
@FunctionalInterface
interface FindingRule {
    Stream<Finding> judge(Recording recording);
}

package org.migrationdrill.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DatabaseServer;
import org.migrationdrill.migration.MigrationHistory;
import org.migrationdrill.report.RowsMatch;
import org.migrationdrill.report.WalkError;
import org.migrationdrill.report.WalkReport;
import org.migrationdrill.report.WalkedChain;
import org.migrationdrill.report.WalkedMigration;

/** Puts a walk's report together. */
record WalkReports(MigrationHistory history, String directory, String toolVersion) {
    WalkReport of(
            DatabaseServer server,
            List<WalkedMigration> walked,
            Chain chain,
            Allowed allowed,
            List<OwnWork> works,
            SortedMap<String, String> withoutRows) {
        return new WalkReport(
                WalkReport.SCHEMA_VERSION,
                toolVersion,
                directory,
                history.layout(),
                server.engine(),
                server.version(),
                walked,
                chain(chain, allowed),
                median(works),
                limits(server, walked, withoutRows));
    }

    private static WalkedChain chain(Chain chain, Allowed allowed) {
        List<WalkedChain.LeftBehind> left = new Differences(chain.leftBehind())
                .without(allowed).all().stream()
                        .map(one -> new WalkedChain.LeftBehind(one.kind(), one.object(), one.after()))
                        .toList();
        WalkedChain.Down down = new WalkedChain.Down(
                chain.failures().stream().map(WalkReports::failure).toList(), left);
        if (chain.again() == null) {
            return new WalkedChain(
                    down,
                    new WalkedChain.Up(false, chain.stop() == null ? null : failure(chain.stop()), null, List.of()));
        }
        Differences differences = Differences.between(chain.top(), chain.again());
        return new WalkedChain(down, new WalkedChain.Up(true, null, differences.reapplied(), differences.reported()));
    }

    private static WalkedChain.Failure failure(Chain.Failure failure) {
        return new WalkedChain.Failure(
                failure.entry().id(), WalkErrors.of(failure.result().failure()));
    }

    private static @Nullable Long median(List<OwnWork> works) {
        List<Double> sorted = works.stream().map(OwnWork::millis).sorted().toList();
        return sorted.isEmpty() ? null : Math.round(sorted.get(sorted.size() / 2));
    }

    private List<String> limits(
            DatabaseServer server, List<WalkedMigration> walked, SortedMap<String, String> withoutRows) {
        List<String> limits = new ArrayList<>(server.limits());
        limits.add(
                "The tables hold the migrations' own rows and a few made up: how long a migration takes, and what it locks, is not told.");
        withoutRows.forEach((table, reason) -> limits.add("At some step no rows could be made for " + table + " ("
                + reason + "): what happens to rows there was not tried there."));
        walked.stream()
                .filter(one -> one.reverse().ran() && one.reverse().rows() == RowsMatch.NOT_TRIED)
                .forEach(one -> limits.add(withoutRows(one)));
        limits.addAll(history.remarks());
        limits.add("Each migration runs in a session of its own.");
        return limits;
    }

    private static String withoutRows(WalkedMigration one) {
        WalkError error = one.forward().errorOnRows();
        return one.id() + " did not run with rows in every table"
                + (error == null ? "" : " (SQLState " + error.sqlState() + ": " + error.message() + ")")
                + ": what happens to rows there and back was not tried.";
    }
}

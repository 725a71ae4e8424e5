package org.migrationdrill.traffic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.traffic.Ledger.Outcome;
import org.migrationdrill.traffic.Ledger.Row;

/** What became of a version's runs, and on which backends. Writing is thread-safe; reading is for afterwards. */
final class Outcomes {
    private static final short NO_ERROR = -1;

    private final AppVersion version;
    private final Ledger ledger = new Ledger();
    private final ErrorKinds errors = new ErrorKinds();
    private final Set<Integer> backends = new LinkedHashSet<>();

    Outcomes(AppVersion version) {
        this.version = version;
    }

    AppVersion version() {
        return version;
    }

    Ledger ledger() {
        return ledger;
    }

    RunError error(Row row) {
        return errors.error(row.error());
    }

    synchronized void met(int backend) {
        backends.add(backend);
    }

    synchronized List<Integer> backends() {
        return List.copyOf(backends);
    }

    void done(Run run, Attempt attempt) {
        ledger.add(row(run, attempt, Outcome.DONE, NO_ERROR));
        run.failedAttempts().forEach(place -> ledger.mark(place, Outcome.HIDDEN));
    }

    void failed(Run run, Attempt attempt, RunError error) {
        ledger.add(row(run, attempt, Outcome.FAILED, errors.number(error)));
    }

    /** Gives the attempt's place. */
    int retried(Run run, Attempt attempt, RunError error) {
        return ledger.add(row(run, attempt, Outcome.RETRIED, errors.number(error)));
    }

    /** The next attempt is not made any more: the run failed of the last one. */
    void notRetried(Run run) {
        List<Integer> places = run.failedAttempts();
        ledger.mark(places.get(places.size() - 1), Outcome.FAILED);
    }

    private Row row(Run run, Attempt attempt, Outcome outcome, short error) {
        return new Row(
                run.number(),
                run.place(),
                run.dueNanos(),
                run.askedNanos(),
                attempt.sentNanos(),
                attempt.endNanos(),
                attempt.backend(),
                outcome,
                error);
    }
}

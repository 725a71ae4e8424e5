package org.migrationdrill.judge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.SchemaDifference;
import org.migrationdrill.recording.Difference;
import org.migrationdrill.recording.DrillEvent;
import org.migrationdrill.recording.Event;
import org.migrationdrill.recording.Failure;
import org.migrationdrill.recording.Passage;
import org.migrationdrill.recording.PhaseEvent;
import org.migrationdrill.recording.PhaseEvent.OperationSeen;
import org.migrationdrill.recording.PhaseEvent.Standing;
import org.migrationdrill.recording.PlanOutline;
import org.migrationdrill.recording.PlanOutline.PhaseOutline;
import org.migrationdrill.recording.PlanOutline.StepOutline;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.RollbackEvent;
import org.migrationdrill.recording.RollbackEvent.RollbackOutcome;
import org.migrationdrill.recording.RollbackEvent.WritesSeen;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.recording.Terms;
import org.migrationdrill.recording.Written;
import org.migrationdrill.report.DrillReport;

/**
 * A recording by hand: two phases, {@code expand} with the step {@code migrate 2} and {@code contract} with {@code migrate 3}, the
 * versions 1 and 2 of an app. It ends on 5 March 2026 by itself unless it is said to be killed.
 */
final class RecordingBuilder {
    static final WritesSeen NO_WRITES = WritesSeen.of(0);

    private final List<Event> events = new ArrayList<>();
    private final List<Terms.Accepted> accepted = new ArrayList<>();
    private List<String> apps = List.of("1", "2");
    private PhaseOutline contract = phase("contract", "3", "U3__back.sql", "reverse", false);
    private long differentAnswers;
    private long lostWrites;
    private Terms.@Nullable Expected expected;
    private @Nullable String production;

    RecordingBuilder with(Event... more) {
        events.addAll(Arrays.asList(more));
        return this;
    }

    RecordingBuilder accepting(String finding, @Nullable String phase, @Nullable String until) {
        accepted.add(new Terms.Accepted(finding, phase, "we know", until == null ? null : LocalDate.parse(until)));
        return this;
    }

    RecordingBuilder allowing(long answers, long writes) {
        differentAnswers = answers;
        lostWrites = writes;
        return this;
    }

    RecordingBuilder expecting(String decision, @Nullable List<String> findings) {
        expected = new Terms.Expected(decision, findings);
        return this;
    }

    RecordingBuilder productionHas(String version) {
        production = version;
        return this;
    }

    RecordingBuilder withoutApps() {
        apps = List.of();
        return this;
    }

    RecordingBuilder contract(@Nullable String reverse, String mode, boolean declared) {
        contract = phase("contract", "3", reverse, mode, declared);
        return this;
    }

    DrillReport judged() {
        with(new DrillEvent.DrillEnded(1000));
        return killed();
    }

    /** Judged without an end. */
    DrillReport killed() {
        List<Event> all = new ArrayList<>();
        all.add(started());
        all.addAll(events);
        return Judge.judge(new Recording(all));
    }

    private Event started() {
        PhaseOutline expand = phase("expand", "2", "U2__back.sql", "reverse", false);
        return new DrillEvent.DrillStarted(
                "1.0",
                "shop",
                "",
                "quick",
                1,
                1.0,
                production,
                Instant.parse("2026-03-05T23:59:59Z"),
                new PlanOutline(apps, List.of(), List.of(expand, contract), List.of()),
                new Terms(1000, 0, differentAnswers, lostWrites, accepted, expected));
    }

    private static PhaseOutline phase(
            String name, String version, @Nullable String reverse, String mode, boolean declared) {
        StepOutline step =
                new StepOutline("migrate " + version, "migrate", version, "V" + version + "__on.sql", reverse);
        return new PhaseOutline(name, List.of(step), mode, declared, null);
    }

    static Failure failure(String sqlState) {
        return new Failure(sqlState, "it went wrong", "SELECT 1", "V2__on.sql", 3);
    }

    static Event step(String phase, String step, Passage passage, @Nullable Failure error) {
        return new PhaseEvent.StepRan(
                phase, step, "migrate", passage, error == null, 1, 5, "V2__on.sql", error, List.of());
    }

    static Event suite(String phase, String moment, String version, boolean required, OperationSeen... operations) {
        return suite(phase, moment, null, version, Standing.SERVING, required, operations);
    }

    static Event suite(
            String phase,
            String moment,
            @Nullable String rollbackOf,
            String version,
            Standing standing,
            boolean required,
            OperationSeen... operations) {
        return new PhaseEvent.SuiteRan(
                phase, moment, rollbackOf, version, false, standing, required, List.of(operations));
    }

    static OperationSeen operation(String name, int failed, int different) {
        return new OperationSeen(
                name,
                10,
                failed,
                different,
                10 - failed,
                0,
                null,
                failed > 0 ? failure("42703") : null,
                different > 0 ? new Difference("a row", "a", "b") : null);
    }

    static Event rows(String phase, String moment, TableSeen... tables) {
        return new PhaseEvent.RowsCompared(phase, moment, List.of(tables), 0);
    }

    static TableSeen table(String name, long changed, long missing) {
        return new TableSeen(
                name,
                false,
                List.of(),
                changed,
                changed == 0 ? Map.of() : Map.of("note", changed),
                missing,
                0,
                List.of());
    }

    static Event check(
            String phase, String moment, @Nullable String rollbackOf, boolean invariant, String name, boolean passed) {
        return new PhaseEvent.CheckRan(
                phase, moment, rollbackOf, invariant, name, "0", passed ? "0" : "4", passed, null, Written.NOTHING);
    }

    static Event rolledBack(String from, String to, TableSeen... tables) {
        return rolledBack(from, to, "reverse", RollbackOutcome.RAN, List.of(), List.of(), tables);
    }

    static Event rolledBack(
            String from,
            String to,
            String mode,
            RollbackOutcome outcome,
            List<SchemaDifference> schema,
            List<String> collisions,
            TableSeen... tables) {
        boolean failed = outcome == RollbackOutcome.FAILED || outcome == RollbackOutcome.REFUSED;
        return new RollbackEvent.RolledBack(
                from,
                to,
                mode,
                outcome,
                failed ? failure("23505") : null,
                failed ? "migrate " + (to.equals("baseline") ? "2" : "3") : null,
                schema,
                List.of(tables),
                List.of(),
                collisions,
                NO_WRITES);
    }

    static Event residue(String from, String to, SchemaDifference... differences) {
        return rolledBack(from, to, "reverse", RollbackOutcome.RAN, List.of(differences), List.of());
    }

    static SchemaDifference difference(String object, boolean cosmetic) {
        return new SchemaDifference("index", object, null, "columns: a", cosmetic);
    }

    static Event reapplied(String from, String to, @Nullable Failure error, List<SchemaDifference> schema, long lost) {
        return new RollbackEvent.Reapplied(
                from,
                to,
                false,
                error == null,
                error == null ? null : "migrate 2",
                error,
                schema,
                List.of(),
                List.of(new RollbackEvent.NewValuesSeen("orders", "rank", 10, 0, 10 - lost, lost, List.of())));
    }

    static Event server() {
        return server("18.6", "embedded");
    }

    static Event server(String version, String provider) {
        return new DrillEvent.ServerStarted("postgresql", version, provider, null, Map.of(), List.of(), 2, 1024);
    }
}

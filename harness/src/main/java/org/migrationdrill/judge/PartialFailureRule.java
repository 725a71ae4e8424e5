package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.migrationdrill.observe.WrittenPlace.Kind;
import org.migrationdrill.recording.PhaseEvent.PartialFailure;
import org.migrationdrill.recording.PhaseEvent.PartialFailureSeen;
import org.migrationdrill.recording.PhaseEvent.PlaceSeen;
import org.migrationdrill.recording.PhaseEvent.StatementWrites;
import org.migrationdrill.recording.Recording;
import org.migrationdrill.recording.TableSeen;
import org.migrationdrill.report.Finding;
import org.migrationdrill.scenario.FindingId;

/**
 * Operations that leave something twice when they are tried again, or half a write when they are cut, where the first version's would
 * not. Each operation of a version once, in the first phase.
 */
final class PartialFailureRule implements FindingRule {
    @Override
    public Stream<Finding> judge(Recording recording) {
        Stream<Finding> twice = recording
                .all(PartialFailureSeen.class)
                .filter(seen -> seen.failure() == PartialFailure.RETRIED)
                .flatMap(PartialFailureRule::twice)
                .filter(new FirstOf<>(Finding::where));
        Stream<Finding> half = recording
                .all(PartialFailureSeen.class)
                .filter(seen -> seen.failure() == PartialFailure.CUT)
                .flatMap(seen -> HalfWrite.of(seen.subject(), seen.control()).stream()
                        .map(found -> half(seen, Objects.requireNonNull(found))))
                .filter(new FirstOf<>(Finding::where));
        return Stream.concat(twice, half);
    }

    private static Stream<Finding> twice(PartialFailureSeen seen) {
        List<String> evidence = new ArrayList<>(rowsTwice(seen));
        seen.tables().forEach(table -> evidence.add(changedTwice(table)));
        return evidence.isEmpty() ? Stream.empty() : Stream.of(twice(seen, evidence));
    }

    private static Finding twice(PartialFailureSeen seen, List<String> evidence) {
        return Findings.of(
                FindingId.DUPLICATE_WRITES,
                seen.phase(),
                null,
                where(seen),
                name(seen) + ", tried again with the same values since its answer was lost, writes twice: "
                        + evidence.get(0) + ". Without the migration, the second try leaves nothing more.",
                evidence,
                "Let every place that it writes to know that the action was done: a unique key there and ON CONFLICT, "
                        + "or one idempotency key that both writes are made under, in one transaction.");
    }

    /** Where the first version's second try adds rows anywhere, what else is there twice then is no news. */
    private static List<String> rowsTwice(PartialFailureSeen seen) {
        Map<String, Long> onControl = added(seen.control());
        boolean once = onControl.isEmpty();
        List<String> evidence = new ArrayList<>();
        added(seen.subject()).forEach((table, rows) -> {
            PlaceSeen place = inserted(seen.subject(), table);
            long expected = onControl.getOrDefault(table, 0L);
            if (place.onControl() ? rows > expected : once) {
                evidence.add(Findings.count(rows - expected, "row") + " more in " + table + " after "
                        + tries(seen.runs())
                        + (place.example() == null ? "" : ", for example " + place.example()));
            }
        });
        return evidence;
    }

    private static String tries(int runs) {
        return runs == 1 ? "1 second try" : runs + " second tries";
    }

    /** Rows that came, less those that went, by table; only where that is more than none. */
    private static Map<String, Long> added(List<StatementWrites> writes) {
        Map<String, Long> added = new TreeMap<>();
        places(writes)
                .filter(place -> place.kind() != Kind.CHANGED)
                .forEach(place -> added.merge(
                        place.table(), place.kind() == Kind.INSERTED ? place.rows() : -place.rows(), Long::sum));
        added.values().removeIf(rows -> rows <= 0);
        return added;
    }

    private static PlaceSeen inserted(List<StatementWrites> writes, String table) {
        return places(writes)
                .filter(place -> place.kind() == Kind.INSERTED && place.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("rows more in " + table + ", and none inserted"));
    }

    private static Stream<PlaceSeen> places(List<StatementWrites> writes) {
        return writes.stream().flatMap(each -> each.places().stream());
    }

    private static String changedTwice(TableSeen table) {
        String example = table.examples().isEmpty()
                ? ""
                : ", for example " + Findings.inWords(table.examples().get(0));
        return Findings.count(table.changed(), "row") + " of " + table.table() + " changed once more ("
                + String.join(", ", new TreeSet<>(table.changedColumns().keySet())) + ")" + example;
    }

    private static Finding half(PartialFailureSeen seen, HalfWrite half) {
        String cut = half.last().file() + " line " + half.last().line();
        return Findings.of(
                FindingId.HALF_WRITTEN,
                seen.phase(),
                null,
                where(seen),
                name(seen) + ", cut after its statement in " + cut + ", leaves " + inWords(half.written()) + " without "
                        + inWords(half.missing()) + ". Without the migration, no cut leaves that.",
                Stream.concat(
                                half.written().stream().map(place -> "written: " + inWords(place)),
                                half.missing().stream().map(place -> "not written: " + inWords(place)))
                        .toList(),
                "Make both writes in one transaction, or let a trigger or an outbox make the second one. Where that "
                        + "can't be, a backfill has to repair the halves, and a verification has to say that none is left.");
    }

    private static String inWords(List<PlaceSeen> places) {
        return String.join(
                ", ", places.stream().map(PartialFailureRule::inWords).toList());
    }

    private static String inWords(PlaceSeen place) {
        String what = place.column() == null ? place.table() : place.table() + "." + place.column();
        String done =
                switch (place.kind()) {
                    case INSERTED -> " inserted";
                    case CHANGED -> " changed";
                    case DELETED -> " deleted";
                };
        return what + " (" + Findings.count(place.rows(), "row") + done + ")";
    }

    private static String where(PartialFailureSeen seen) {
        return seen.operation() + " of " + seen.version();
    }

    private static String name(PartialFailureSeen seen) {
        return "‘" + seen.operation() + "’ of " + seen.version();
    }
}

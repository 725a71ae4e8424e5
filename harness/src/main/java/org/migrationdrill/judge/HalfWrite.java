package org.migrationdrill.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.migrationdrill.recording.PhaseEvent.PlaceSeen;
import org.migrationdrill.recording.PhaseEvent.StatementWrites;

/**
 * What a run that is cut between two commits leaves.
 *
 * @param last what was committed last
 * @param written the places written by then
 * @param missing the places that only the rest of the run writes; never empty
 */
record HalfWrite(StatementWrites last, List<PlaceSeen> written, List<PlaceSeen> missing) {

    /**
     * The first half that the first version's operation could not leave.
     *
     * @param subject what is committed one after the other
     * @param control the same of the first version's; one entry where that is one transaction
     */
    static Optional<HalfWrite> of(List<StatementWrites> subject, List<StatementWrites> control) {
        List<HalfWrite> known = all(control);
        List<HalfWrite> halves = all(subject);
        Optional<HalfWrite> other =
                halves.stream().filter(half -> !half.isOneOf(known)).findFirst();
        return other.isPresent() || subject.size() <= control.size() ? other : besideOwnWrite(subject);
    }

    /** What is left at each cut between two commits, where something is still to be written. */
    private static List<HalfWrite> all(List<StatementWrites> writes) {
        return IntStream.range(1, writes.size())
                .mapToObj(cut -> at(cut, writes))
                .filter(half -> !half.missing().isEmpty())
                .toList();
    }

    private static HalfWrite at(int cut, List<StatementWrites> writes) {
        List<PlaceSeen> written = places(writes.subList(0, cut), place -> true);
        Set<Object> known = keys(written.stream());
        List<PlaceSeen> missing = places(writes.subList(cut, writes.size()), place -> !known.contains(key(place)));
        return new HalfWrite(writes.get(cut - 1), written, missing);
    }

    private static List<PlaceSeen> places(List<StatementWrites> writes, Predicate<PlaceSeen> which) {
        List<PlaceSeen> places = new ArrayList<>();
        writes.stream()
                .flatMap(each -> each.places().stream())
                .filter(which)
                .filter(new FirstOf<>(HalfWrite::key))
                .forEach(places::add);
        return places;
    }

    /**
     * Whether the old app could leave as much without the rest. What it no longer writes is no matter; what it has no place for is
     * judged by {@link #besideOwnWrite}.
     */
    private boolean isOneOf(List<HalfWrite> known) {
        Set<Object> here = keys(written.stream().filter(PlaceSeen::onControl));
        Set<Object> rest = keys(missing.stream().filter(PlaceSeen::onControl));
        return known.stream()
                .anyMatch(half -> keys(half.written().stream()).containsAll(here)
                        && keys(half.missing().stream()).containsAll(rest));
    }

    /** A statement more than the old app's, which writes only what the old app does not have: its pair stands beside it. */
    private static Optional<HalfWrite> besideOwnWrite(List<StatementWrites> subject) {
        return IntStream.range(1, subject.size())
                .filter(cut -> isNew(subject.get(cut - 1)) || isNew(subject.get(cut)))
                .mapToObj(cut -> at(cut, subject))
                .filter(half -> !half.missing().isEmpty())
                .findFirst();
    }

    private static boolean isNew(StatementWrites writes) {
        return writes.places().stream().noneMatch(PlaceSeen::onControl);
    }

    private static Set<Object> keys(Stream<PlaceSeen> places) {
        return places.map(HalfWrite::key).collect(Collectors.toSet());
    }

    private static Object key(PlaceSeen place) {
        return List.of(place.table(), String.valueOf(place.column()), place.kind());
    }
}

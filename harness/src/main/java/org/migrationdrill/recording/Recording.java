package org.migrationdrill.recording;

import java.util.List;
import java.util.stream.Stream;

/** All observations of one drill, in order. Starts with {@link DrillEvent.DrillStarted}. */
public record Recording(List<Event> events) {
    public Recording {
        events = List.copyOf(events);
        if (events.isEmpty() || !(events.get(0) instanceof DrillEvent.DrillStarted)) {
            throw new IllegalArgumentException("a recording starts with drill-started");
        }
    }

    public DrillEvent.DrillStarted started() {
        return (DrillEvent.DrillStarted) events.get(0);
    }

    /** The events of one kind, in order. */
    public <T extends Event> Stream<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }
}

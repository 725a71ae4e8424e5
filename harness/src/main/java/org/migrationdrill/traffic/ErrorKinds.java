package org.migrationdrill.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different errors of a run, numbered. Thread-safe. */
final class ErrorKinds {
    /** Messages that name a value each would be as many as runs. */
    private static final int MOST = 1_000;

    private final Map<RunError, Short> numbers = new HashMap<>();
    private final List<RunError> errors = new ArrayList<>();

    synchronized short number(RunError error) {
        RunError kept = numbers.containsKey(error) || errors.size() < MOST
                ? error
                : new RunError(error.sqlState(), "another message than the " + MOST + " before it");
        return numbers.computeIfAbsent(kept, added -> {
            errors.add(added);
            return (short) (errors.size() - 1);
        });
    }

    synchronized RunError error(short number) {
        return errors.get(number);
    }
}

package org.migrationdrill.app;

import java.util.List;
import java.util.Optional;

/**
 * A version of a program that uses the database, with its query suite.
 *
 * @param name the version or the consumer's name, as drill.yaml writes it
 * @param operations in the order of the suite, each name once; never empty
 */
public record AppVersion(String name, Role role, List<Operation> operations) {
    public AppVersion {
        operations = List.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("app version " + name + " without operations");
        }
    }

    /** The operation of that name: the same business action as the one of that name in another suite. */
    public Optional<Operation> operation(String operation) {
        return operations.stream()
                .filter(candidate -> candidate.name().equals(operation))
                .findFirst();
    }
}

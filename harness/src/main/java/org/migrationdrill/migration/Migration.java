package org.migrationdrill.migration;

import java.util.Optional;

/**
 * One versioned migration.
 *
 * @param version as the tool writes it: {@code 2.1}
 * @param description as the tool reads it from the name
 * @param java whether it is a class and not a script
 * @param forwardFile the script, relative to its location; empty for a class
 * @param reverseFile the script of the way back, relative to its location; empty when there is none
 * @param reverseBlank whether the script of the way back holds no statement
 */
public record Migration(
        String version,
        String description,
        boolean java,
        Optional<String> forwardFile,
        Optional<String> reverseFile,
        boolean reverseBlank) {}

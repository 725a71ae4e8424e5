package org.migrationdrill.layout;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two files of a migration, which have their version in common and not always their name.
 *
 * @param number the version's value
 * @param version as it stands in the up file's name
 * @param name what the up file's name says besides
 * @param up the file that applies it
 * @param down the file that takes it back; null: there is none
 */
record FilePair(
        BigInteger number,
        String version,
        String name,
        String up,
        @Nullable String down) {
    Optional<String> downFile() {
        return Optional.ofNullable(down);
    }
}

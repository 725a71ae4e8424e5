package org.migrationdrill.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a recording may have of values: those that the drill made up may be seen by everybody, those of data from elsewhere may not.
 * Thread-safe.
 */
public enum Disclosure {
    /** Values stand there as they are. */
    SHOWN,
    /** Of a value there is a hash, the same for the same value in one run of this JVM. */
    HASHED;

    private static final int HEX_DIGITS = 8;
    /** Without it, whoever has the hash of a small number could find the number. */
    private static final byte[] SALT = new SecureRandom().generateSeed(16);

    /** A value as it may be shown. */
    public String value(String value) {
        return this == SHOWN ? value : "#" + hash(value).substring(0, HEX_DIGITS);
    }

    /**
     * What a server said, as it may be shown: of errors in values, what is quoted is left out; of errors that the database's own code
     * raises, all is.
     *
     * @param sqlState null for an error that is no server's, such as a command's, whose output is left out
     */
    public String message(@Nullable String sqlState, String message) {
        if (this == SHOWN) {
            return message;
        }
        if (sqlState == null) {
            return message.startsWith("The command ended with ")
                    ? message.replaceFirst("(?s):.*", "; its output is not shown")
                    : message;
        }
        if (sqlState.startsWith("P0")) {
            return "a message of the database's own code, which may carry values and is not shown";
        }
        return sqlState.startsWith("22") ? message.replaceAll("(?s)\".*\"", "\"…\"") : message;
    }

    private static String hash(String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

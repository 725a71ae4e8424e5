package org.migrationdrill.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final String COMMAND = "The command ended with ";
    /** Errors of names, rights, locks, connections and means, which have no values in them. */
    private static final Pattern OF_OBJECTS = Pattern.compile(
            "0A000|08...|25...|40...|42(501|P01|P02|P06|P07|P16|703|701|704|710|723|804|809|883|939)|53...|55...|57...|58...");
    /** As they begin, up to where a value may follow. */
    private static final Pattern PHRASES = Pattern.compile("duplicate key value violates unique constraint \"[^\"\n]*\""
            + "|could not create (unique index|exclusion constraint) \"[^\"\n]*\""
            + "|null value in column \"[^\"\n]*\" of relation \"[^\"\n]*\" violates not-null constraint"
            + "|column \"[^\"\n]*\" of relation \"[^\"\n]*\" contains null values"
            + "|check constraint \"[^\"\n]*\" of relation \"[^\"\n]*\" is violated by some row"
            + "|(insert or update|update or delete) on table \"[^\"\n]*\" violates foreign key constraint \"[^\"\n]*\""
            + "|new row for relation \"[^\"\n]*\" violates (check|partition) constraint( \"[^\"\n]*\")?"
            + "|new row violates row-level security policy"
            + "|conflicting key value violates exclusion constraint \"[^\"\n]*\""
            + "|no partition of relation \"[^\"\n]*\" found for row"
            + "|invalid input syntax for type [a-z ]+"
            + "|value too long for type [a-z ()0-9]+"
            + "|numeric field overflow|division by zero|(smallint|integer|bigint|timestamp|interval|date) out of range"
            + "|date/time field value out of range|canceling statement due to [a-z ]+");

    /** Without it, whoever has the hash of a small number could find the number. */
    private static final byte[] SALT = new SecureRandom().generateSeed(16);

    /** A value as it may be shown. */
    public String value(String value) {
        return this == SHOWN ? value : "#" + hash(value).substring(0, HEX_DIGITS);
    }

    /**
     * What a server said, as it may be shown. Of hashed data only the server's own phrases are: whatever a trigger raises may have a
     * value in it, under any SQLSTATE.
     *
     * @param sqlState null or empty for an error that is no server's, such as a command's, whose output is left out
     */
    public String message(@Nullable String sqlState, String message) {
        if (this == SHOWN) {
            return message;
        }
        if (sqlState == null || sqlState.isEmpty()) {
            return message.startsWith(COMMAND) ? message.replaceFirst("(?s):.*", "; its output is not shown") : message;
        }
        Matcher phrase = PHRASES.matcher(message);
        if (phrase.lookingAt()) {
            return phrase.group();
        }
        return OF_OBJECTS.matcher(sqlState).matches() ? message : "its text may carry values and is not shown";
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

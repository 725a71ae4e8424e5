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
    private static final String WITHHELD = "its text may carry values and is not shown";
    private static final Pattern SEVERITY = Pattern.compile("^(ERROR|FATAL|PANIC): ");
    /** The server's own, as they begin, up to where a value may follow. Names of objects are none. */
    private static final Pattern PHRASES = Pattern.compile(String.join(
                    "|",
                    "duplicate key value violates unique constraint NAME",
                    "could not create (unique index|exclusion constraint) NAME",
                    "null value in column NAME of relation NAME violates not-null constraint",
                    "column NAME of relation NAME (contains null values|does not exist|already exists)",
                    "check constraint NAME of relation NAME is violated by some row",
                    "(insert or update|update or delete) on table NAME violates foreign key constraint NAME",
                    "new row for relation NAME violates (check|partition) constraint( NAME)?",
                    "new row violates row-level security policy",
                    "conflicting key value violates exclusion constraint NAME",
                    "no partition of relation NAME found for row",
                    "invalid input syntax for type [a-z ]+",
                    "value too long for type [a-z ()0-9]+",
                    "numeric field overflow|division by zero|date/time field value out of range",
                    "(smallint|integer|bigint|timestamp|interval|date) out of range",
                    "KIND NAME( (of|for) (relation|table) NAME)? (does not exist|already exists|is not unique)",
                    "column \\w+(\\.\\w+)* does not exist",
                    "function [\\w.]+\\([\\w ,.\\[\\]]*\\) (does not exist|is not unique)",
                    "permission denied for [a-z ]+|must be owner of [a-z ]+|must be superuser",
                    "cannot [a-z ]+|canceling statement due to [a-z ]+|terminating connection due to [a-z ]+",
                    "could not serialize access due to [a-z /]+|could not obtain lock on [a-z ]+|deadlock detected",
                    "cached plan must not change result type|current transaction is aborted",
                    "sorry, too many clients already|remaining connection slots are reserved",
                    "out of (shared )?memory|could not (extend|write|open) [a-z -]+|no space left on device")
            .replace(
                    "KIND",
                    "(relation|table|index|view|materialized view|sequence|column|constraint|schema|type|role|trigger"
                            + "|extension|database|policy|tablespace|publication)")
            .replace("NAME", "\"[^\"\\n]*\""));

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
            String own = message.startsWith(COMMAND)
                    ? message.replaceFirst("(?s):.*", "; its output is not shown")
                    : message;
            return own.startsWith("The ") ? own : WITHHELD;
        }
        Matcher phrase = PHRASES.matcher(SEVERITY.matcher(message).replaceFirst(""));
        return phrase.lookingAt() ? phrase.group() : WITHHELD;
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

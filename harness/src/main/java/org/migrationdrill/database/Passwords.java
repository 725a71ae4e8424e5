package org.migrationdrill.database;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of servers that live as long as a drill. */
final class Passwords {
    private static final int BYTES = 30;

    private Passwords() {}

    /** One that nobody guesses, of characters that need no quotes. */
    static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}

package org.migrationdrill.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lock is on.
 *
 * @param type as {@code pg_locks.locktype} has it
 * @param words as the server's log has them: {@code relation 16430 of database 16428}
 * @param relation the OID of the relation that it is on or belongs to; 0 for none
 */
record LockTag(String type, String words, long relation) {
    private static final long NONE = 0;
    private static final Pattern RELATION = Pattern.compile("relation (\\d+)");

    /** The log's words begin with these (DescribeLockTag in the server's lmgr.c). */
    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("relation ", "relation"),
            new Prefix("transaction ", "transactionid"),
            new Prefix("tuple ", "tuple"),
            new Prefix("virtual transaction ", "virtualxid"),
            new Prefix("extension of relation ", "extend"),
            new Prefix("page ", "page"),
            new Prefix("advisory lock ", "advisory"),
            new Prefix("object ", "object"),
            new Prefix("speculative token ", "spectoken"),
            new Prefix("pg_database.datfrozenxid ", "frozenid"),
            new Prefix("user lock ", "userlock"),
            new Prefix("remote transaction ", "applytransaction"));

    private record Prefix(String words, String type) {}

    static LockTag of(String words) {
        String type = PREFIXES.stream()
                .filter(prefix -> words.startsWith(prefix.words()))
                .map(Prefix::type)
                .findFirst()
                .orElse("unknown");
        Matcher relation = RELATION.matcher(words);
        return new LockTag(type, words, relation.find() ? Long.parseLong(relation.group(1)) : NONE);
    }

    boolean isOnRelation() {
        return relation != NONE;
    }

    /** Whether somebody waits for the end of another transaction: a row that it has changed, or a key that it has inserted. */
    boolean isTransaction() {
        return type.equals("transactionid");
    }
}

package org.migrationdrill.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and hosts of databases that are never to be drilled on. Cases don't count, and {@code *} stands for any letters. */
record NeverList(List<String> entries) {

    /** The entry that a name matches. */
    Optional<String> match(String name) {
        return entries.stream().filter(entry -> matches(entry, name)).findFirst();
    }

    /** The entry that a host matches, by its name or by an address that both have. */
    Optional<String> matchHost(String host) {
        return match(host).or(() -> entries.stream()
                .filter(entry ->
                        looksLikeHost(entry) && addresses(entry).stream().anyMatch(addresses(host)::contains))
                .findFirst());
    }

    private static boolean matches(String entry, String name) {
        String pattern =
                Arrays.stream(entry.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(name)
                .matches();
    }

    /** A database's name is not looked up. */
    private static boolean looksLikeHost(String entry) {
        return !entry.contains("*") && (entry.contains(".") || entry.contains(":") || entry.equals("localhost"));
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

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

    /** The entry that a host matches: by its name, by the name that it goes by, or by an address that both have. */
    Optional<String> matchHost(String host) {
        List<InetAddress> addresses = entries.isEmpty() ? List.of() : addresses(host);
        return match(host)
                .or(() -> addresses.stream()
                        .flatMap(address -> match(address.getCanonicalHostName()).stream())
                        .findFirst())
                .or(() -> entries.stream()
                        .filter(entry -> !entry.contains("*")
                                && addresses(entry).stream().anyMatch(addresses::contains))
                        .findFirst());
    }

    private static boolean matches(String entry, String name) {
        String pattern = Arrays.stream(withoutDot(entry).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(withoutDot(name))
                .matches();
    }

    /** With a dot at its end a host's name is the same one. */
    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}

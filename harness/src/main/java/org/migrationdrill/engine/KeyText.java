package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a key as {@link RowWitness} writes it. */
final class KeyText {
    private KeyText() {}

    /** The values of the key's columns; empty where the text was cut, or can be read in more than one way. */
    static Optional<List<String>> values(String text, List<String> key) {
        Matcher longest = Pattern.compile(pattern(key, "(.*)"), Pattern.DOTALL).matcher(text);
        Matcher shortest =
                Pattern.compile(pattern(key, "(.*?)"), Pattern.DOTALL).matcher(text);
        boolean readable = !key.isEmpty() && !text.endsWith("…") && longest.matches() && shortest.matches();
        return readable && groups(longest).equals(groups(shortest)) ? Optional.of(groups(longest)) : Optional.empty();
    }

    private static String pattern(List<String> key, String value) {
        return key.stream().map(column -> Pattern.quote(column + "=") + value).collect(Collectors.joining(", "));
    }

    private static List<String> groups(Matcher matcher) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return groups;
    }
}

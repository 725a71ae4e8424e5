package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a text that a regular expression may match: a candidate, since most of the syntax is known here, but not all of it
 * (PostgreSQL 18, section 9.7.3). Alternatives and characters are taken in turn by the number of the text.
 */
final class PatternText {
    private static final int MOST_REPEATED = 40;
    private static final int LONGEST = 200;

    private final String pattern;
    private final int repeated;
    private long number;
    private int at;

    private PatternText(String pattern, long number, int repeated) {
        this.pattern = pattern;
        this.number = number;
        this.repeated = repeated;
    }

    /**
     * Empty where the expression is none, or beyond what is known here.
     *
     * @param repeated how often something at most is repeated that may be repeated for ever
     */
    static Optional<String> of(String pattern, long number, int repeated) {
        try {
            PatternText text = new PatternText(pattern, number, repeated);
            String written = text.alternatives();
            return text.at == pattern.length() && written.length() <= LONGEST ? Optional.of(written) : Optional.empty();
        } catch (StringIndexOutOfBoundsException | IllegalArgumentException beyond) {
            return Optional.empty();
        }
    }

    private String alternatives() {
        List<String> branches = new ArrayList<>(List.of(branch()));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            branches.add(branch());
        }
        return branches.get(turn(branches.size()));
    }

    private String branch() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int start = at;
            String atom = atom();
            int times = times();
            int end = at;
            text.append(atom);
            for (int i = 1; i < times; i++) {
                at = start;
                text.append(atom());
            }
            at = end;
            if (times == 0) {
                text.setLength(text.length() - atom.length());
            }
        }
        return text.toString();
    }

    private String atom() {
        char first = pattern.charAt(at++);
        return switch (first) {
            case '^', '$' -> "";
            case '.' -> "x";
            case '(' -> group();
            case '[' -> oneOf(bracket());
            case '\\' -> escape();
            case '*', '+', '?', '{' -> throw new IllegalArgumentException("nothing to repeat");
            default -> String.valueOf(first);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.charAt(at) == '?') {
            throw new IllegalArgumentException("what is ahead or behind is not known here");
        }
        String text = alternatives();
        at++;
        return text;
    }

    private String escape() {
        char escaped = pattern.charAt(at++);
        return switch (escaped) {
            case 'd' -> oneOf("0123456789");
            case 'w' -> oneOf("abcdefghijklmnopqrstuvwxyz");
            case 's' -> " ";
            case 'A', 'Z', 'm', 'M', 'y' -> "";
            default -> String.valueOf(escaped);
        };
    }

    /** All the characters between the brackets, or one that is not among them. */
    private String bracket() {
        boolean not = pattern.charAt(at) == '^';
        StringBuilder all = new StringBuilder();
        at += not ? 1 : 0;
        int start = at;
        while (pattern.charAt(at) != ']' || at == start) {
            all.append(member());
        }
        at++;
        return not ? without(all.toString()) : all.toString();
    }

    private String member() {
        if (pattern.startsWith("[:", at)) {
            int end = pattern.indexOf(":]", at);
            String named = pattern.substring(at + 2, end);
            at = end + 2;
            return named.equals("upper") ? "ABCDEFGH" : named.equals("digit") ? "0123456789" : "abcdefgh";
        }
        char first = pattern.charAt(at++);
        if (first == '\\') {
            char escaped = pattern.charAt(at++);
            return escaped == 'd' ? "0123456789" : escaped == 'w' ? "abcdefgh" : String.valueOf(escaped);
        }
        boolean range = pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
        return range ? range(first) : String.valueOf(first);
    }

    private String range(char first) {
        char last = pattern.charAt(at + 1);
        at += 2;
        StringBuilder all = new StringBuilder();
        for (char each = first; each <= last; each++) {
            all.append(each);
        }
        return all.toString();
    }

    private static String without(String characters) {
        return "xyz019-_ ".replaceAll("[" + java.util.regex.Pattern.quote(characters) + "]", "");
    }

    private int times() {
        if (at == pattern.length()) {
            return 1;
        }
        int times =
                switch (pattern.charAt(at)) {
                    case '*', '+' -> repeated;
                    case '?' -> repeated > 1 ? 1 : 0;
                    case '{' -> bound();
                    default -> -1;
                };
        if (times < 0) {
            return 1;
        }
        at += pattern.charAt(at) == '{' ? pattern.indexOf('}', at) - at + 1 : 1;
        at += at < pattern.length() && pattern.charAt(at) == '?' ? 1 : 0;
        return times;
    }

    private int bound() {
        String[] bounds = pattern.substring(at + 1, pattern.indexOf('}', at)).split(",", -1);
        int least = Integer.parseInt(bounds[0]);
        String most = bounds[bounds.length - 1];
        int limit = most.isEmpty() ? Math.max(least, repeated) : Integer.parseInt(most);
        return Math.min(MOST_REPEATED, repeated > 1 ? limit : Math.max(least, Math.min(1, limit)));
    }

    private String oneOf(String characters) {
        return String.valueOf(characters.charAt(turn(characters.length())));
    }

    /** Numbers that differ give other turns, as the digits of a number do. */
    private int turn(int count) {
        int turn = (int) (number % count);
        number = number / count;
        return turn;
    }
}

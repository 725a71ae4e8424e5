package org.migrationdrill.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Types of which a few values are listed here.
 *
 * @param plain the value of a row by its number
 * @param extreme the values of an extreme row
 */
record ListedTexts(BiFunction<Slot, Long, String> plain, BiFunction<Slot, Long, List<String>> extreme)
        implements TypedTexts {
    private static final String ALL_BYTES = "\\x"
            + IntStream.range(0, 256)
                    .mapToObj(each -> String.format("%02x", each))
                    .reduce("", String::concat);

    /** Of a type that nobody here knows: each text may be one of its values. */
    private static final ListedTexts UNKNOWN = new ListedTexts(
            (slot, number) -> String.valueOf(number + 1),
            (slot, number) -> List.of("", "a", "a=>1", "{}", "[1,2,3]", "(0,0)", "POINT(0 0)", "<a>1</a>"));

    private static final Map<String, ListedTexts> BY_TYPE = Map.ofEntries(
            entry("bool", (slot, number) -> number % 2 == 0 ? "true" : "false", "false", "true"),
            Map.entry("uuid", new ListedTexts(ListedTexts::uuid, (slot, number) -> List.of(lastUuid(number)))),
            Map.entry("json", new ListedTexts(ListedTexts::json, (slot, number) -> jsons(number))),
            Map.entry("jsonb", new ListedTexts(ListedTexts::json, (slot, number) -> jsons(number))),
            Map.entry(
                    "bytea",
                    new ListedTexts(
                            (slot, number) -> String.format("\\x%04x", number),
                            (slot, number) -> List.of(ALL_BYTES + String.format("%04x", number), "\\x"))),
            Map.entry("bit", new ListedTexts(ListedTexts::bits, (slot, number) -> List.of(ones(slot)))),
            Map.entry("varbit", new ListedTexts(ListedTexts::bits, (slot, number) -> List.of(ones(slot), ""))),
            entry(
                    "interval",
                    (slot, number) -> (number + 1) + " days 01:00:00",
                    "9999 years 11 mons 29 days 23:59:59.999999",
                    "-1 mons",
                    "0"),
            entry("inet", (slot, number) -> "10.0." + number / 256 + "." + number % 256, "2001:db8::ffff/64", "::"),
            entry("cidr", (slot, number) -> "10." + number % 256 + ".0.0/16", "2001:db8::/32", "0.0.0.0/0"),
            entry(
                    "macaddr",
                    (slot, number) -> String.format("08:00:2b:01:%02x:%02x", number / 256 % 256, number % 256)),
            entry(
                    "macaddr8",
                    (slot, number) -> String.format("08:00:2b:01:02:03:%02x:%02x", number / 256 % 256, number % 256)),
            entry("tsvector", (slot, number) -> "'word" + number + "':1", "", "'a':1A 'b':2,3"),
            entry("tsquery", (slot, number) -> "'word" + number + "'", "'a' & !'b'"),
            entry("point", (slot, number) -> "(" + number + ",2)", "(-1e300,1e300)"),
            entry("line", (slot, number) -> "{1,2," + number + "}"),
            entry("lseg", (slot, number) -> "[(0,0),(1," + number + ")]"),
            entry("box", (slot, number) -> "(2,2),(1," + number + ")"),
            entry("path", (slot, number) -> "[(0,0),(1," + number + ")]", "((0,0),(1,1),(2,0))"),
            entry("polygon", (slot, number) -> "((0,0),(1,1),(2," + number + "))"),
            entry("circle", (slot, number) -> "<(1,2)," + (number + 1) + ">", "<(0,0),0>"),
            entry("pg_lsn", (slot, number) -> "0/" + Long.toHexString(number + 1), "FFFFFFFF/FFFFFFFF"),
            entry("jsonpath", (slot, number) -> "$.\"a" + number + "\""),
            entry("char", (slot, number) -> String.valueOf((char) ('a' + number % 26)), "~"),
            entry("xml", (slot, number) -> "<a>" + number + "</a>", "<a b=\"\u00E9\"/>"),
            entry("regclass", (slot, number) -> "pg_class"),
            entry("regtype", (slot, number) -> "text"),
            entry("regproc", (slot, number) -> "now"),
            entry("xid", (slot, number) -> String.valueOf(number + 3)),
            entry("xid8", (slot, number) -> String.valueOf(number + 3)),
            entry("cid", (slot, number) -> String.valueOf(number)),
            entry("tid", (slot, number) -> "(0," + (number + 1) + ")"));

    static ListedTexts of(String type) {
        return BY_TYPE.getOrDefault(type, UNKNOWN);
    }

    private static Map.Entry<String, ListedTexts> entry(
            String type, BiFunction<Slot, Long, String> plain, String... extremes) {
        return Map.entry(type, new ListedTexts(plain, (slot, number) -> List.of(extremes)));
    }

    @Override
    public String plain(Slot slot, long number) {
        return plain.apply(slot, number);
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        return extreme.apply(slot, number);
    }

    @Override
    public List<String> near(Slot slot, boolean extremeFirst, long number) {
        List<String> near = new ArrayList<>();
        slot.words().texts().forEach(word -> near.addAll(fromWord(slot, word)));
        slot.words().lengths(ALL_BYTES.length()).forEach(length -> near.addAll(ofLength(slot, length)));
        near.addAll(extreme.apply(slot, number));
        return near;
    }

    private static List<String> fromWord(Slot slot, String word) {
        return switch (slot.type().name()) {
            case "json", "jsonb" -> {
                String key = ArrayTexts.quoted(word);
                yield List.of("{" + key + ": 1}", "{" + key + ": \"a\"}", key, "[" + key + "]");
            }
            case "uuid" -> isUuid(word) ? List.of(word) : List.of();
            case "" -> List.of(word);
            default -> List.of();
        };
    }

    private static List<String> ofLength(Slot slot, int length) {
        return slot.type().name().equals("bytea") ? List.of("\\x" + "ab".repeat(length)) : List.of();
    }

    private static boolean isUuid(String word) {
        return word.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static String uuid(Slot slot, Long number) {
        return UUID.nameUUIDFromBytes((slot.name() + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String lastUuid(long number) {
        return new UUID(-1, -1 - number).toString();
    }

    private static String json(Slot slot, Long number) {
        return "{" + ArrayTexts.quoted(slot.name()) + ": " + (number + 1) + "}";
    }

    private static List<String> jsons(long number) {
        return List.of(
                "{}",
                "[]",
                "{\"\uD83D\uDE80\": [null, 12345678901234567890.123456789, " + number + "]}",
                "[1]",
                "\"text\"",
                "1",
                "true",
                "null");
    }

    private static String bits(Slot slot, Long number) {
        int length = slot.modifier() > 0 ? slot.modifier() : slot.type().name().equals("bit") ? 1 : 8;
        String bits = "0".repeat(length) + Long.toBinaryString(number);
        return Objects.requireNonNull(bits.substring(bits.length() - length));
    }

    private static String ones(Slot slot) {
        return "1".repeat(slot.modifier() > 0 ? slot.modifier() : 1);
    }
}

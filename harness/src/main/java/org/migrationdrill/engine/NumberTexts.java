package org.migrationdrill.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Numbers: small ones that grow with the row's number, the type's limits, and what stands in the rules with its neighbours. */
final class NumberTexts implements TypedTexts {
    private static final String FREE = "12345678901234567890.123456789012345678901234567890";
    private static final Map<String, String> LARGEST = Map.of(
            "int2", "32767",
            "int4", "2147483647",
            "int8", "9223372036854775807",
            "float4", "3.4e38",
            "float8", "1.7e308",
            "money", "92233720368547758.07",
            "numeric", FREE,
            "oid", "4294967295");
    private static final List<Integer> COMMON = List.of(1, 0, 2, 5, 10, 50, 100, 1000, -1);
    private static final int STEP = 10;

    static boolean knows(String type) {
        return LARGEST.containsKey(type);
    }

    @Override
    public boolean isMeasure() {
        return true;
    }

    @Override
    public String plain(Slot slot, long number) {
        BigDecimal value = BigDecimal.valueOf(STEP * (number + 1) + slot.rank() % STEP);
        BigDecimal limit = largest(slot).add(ulp(slot));
        return value.compareTo(limit) < 0 ? value.toPlainString() : small(value, limit, slot);
    }

    /** Where even ten is too large, such as in {@code numeric(3, 2)}. */
    private static String small(BigDecimal value, BigDecimal limit, Slot slot) {
        return value.multiply(ulp(slot)).remainder(limit).toPlainString();
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        BigDecimal back = ulp(slot).multiply(BigDecimal.valueOf(number / 3));
        BigDecimal largest = largest(slot).subtract(back);
        return slot.type().name().equals("oid")
                ? List.of(largest.toPlainString())
                : List.of(largest.toPlainString(), largest.negate().toPlainString());
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        List<BigDecimal> near = new ArrayList<>();
        slot.words().numbers().forEach(word -> near.addAll(around(word, slot)));
        List<BigDecimal> words = near.stream()
                .filter(each -> fits(each, slot))
                .distinct()
                .sorted()
                .toList();
        List<BigDecimal> inOrder = extreme ? TypedTexts.reversed(words) : TypedTexts.rotated(words, number);
        return Stream.concat(
                        inOrder.stream(),
                        COMMON.stream().map(BigDecimal::valueOf).filter(each -> fits(each, slot)))
                .map(BigDecimal::toPlainString)
                .distinct()
                .toList();
    }

    private static List<BigDecimal> around(BigDecimal word, Slot slot) {
        BigDecimal step = scale(slot) > 0 ? ulp(slot) : BigDecimal.ONE;
        return List.of(
                word, word.add(BigDecimal.ONE), word.subtract(BigDecimal.ONE), word.add(step), word.subtract(step));
    }

    private static boolean fits(BigDecimal value, Slot slot) {
        boolean whole = scale(slot) > 0 || value.stripTrailingZeros().scale() <= 0;
        boolean signed = !slot.type().name().equals("oid") || value.signum() >= 0;
        return whole && signed && value.abs().compareTo(largest(slot)) <= 0;
    }

    private static BigDecimal largest(Slot slot) {
        if (!isLimited(slot)) {
            return new BigDecimal(Objects.requireNonNull(LARGEST.get(slot.type().name())));
        }
        int precision = slot.lengthLimit() >> 16 & 0xffff;
        return new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), declaredScale(slot));
    }

    private static boolean isLimited(Slot slot) {
        return slot.type().name().equals("numeric") && slot.lengthLimit() > 0;
    }

    private static int declaredScale(Slot slot) {
        return ((slot.lengthLimit() & 0x7ff) ^ 0x400) - 0x400;
    }

    private static BigDecimal ulp(Slot slot) {
        return BigDecimal.ONE.movePointLeft(scale(slot));
    }

    private static int scale(Slot slot) {
        return switch (slot.type().name()) {
            case "numeric" -> isLimited(slot) ? declaredScale(slot) : 2;
            case "money", "float4", "float8" -> 2;
            default -> 0;
        };
    }
}

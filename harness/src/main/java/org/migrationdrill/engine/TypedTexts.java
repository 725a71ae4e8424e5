package org.migrationdrill.engine;

import java.util.List;

/** Makes up the texts of one type's values. The same slot and number always give the same. */
interface TypedTexts {
    String plain(Slot slot, long number);

    List<String> extremes(Slot slot, long number);

    /** What may fit where a rule refuses the plain value: what the rule's words suggest first. */
    List<String> near(Slot slot, boolean extreme, long number);

    /** Whether values are computed with, so that extreme ones may overflow. */
    default boolean isMeasure() {
        return false;
    }

    static TypedTexts of(ValueType type) {
        return switch (type.kind()) {
            case 'e' -> new EnumTexts();
            case 'c' -> new CompositeTexts();
            case 'r' -> new RangeTexts(false);
            case 'm' -> new RangeTexts(true);
            default -> ofBase(type);
        };
    }

    private static TypedTexts ofBase(ValueType type) {
        if (type.category() == 'A' && type.part() != null) {
            return new ArrayTexts();
        }
        if (NumberTexts.knows(type.name())) {
            return new NumberTexts();
        }
        if (TimeTexts.knows(type.name())) {
            return new TimeTexts();
        }
        return type.category() == 'S' && !type.name().equals("char") ? new StringTexts() : ListedTexts.of(type.name());
    }

    /** In turn, from another start for each number. */
    static <T> List<T> rotated(List<T> all, long number) {
        if (all.isEmpty()) {
            return all;
        }
        int start = (int) (number % all.size());
        return java.util.stream.Stream.concat(all.subList(start, all.size()).stream(), all.subList(0, start).stream())
                .toList();
    }

    static <T> List<T> reversed(List<T> all) {
        List<T> reversed = new java.util.ArrayList<>(all);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}

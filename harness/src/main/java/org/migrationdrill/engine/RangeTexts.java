package org.migrationdrill.engine;

import java.util.List;

/**
 * Ranges that follow one another without touching those of other numbers, and the empty one. None is unbounded: it would leave no
 * place for another row where ranges must be apart.
 */
record RangeTexts(boolean multi) implements TypedTexts {
    @Override
    public String plain(Slot slot, long number) {
        Slot bound = bound(slot);
        TypedTexts texts = TypedTexts.of(bound.type());
        return range(texts.plain(bound, number), texts.plain(bound, number + 1));
    }

    /** The far ends come nearer with each number. */
    @Override
    public List<String> extremes(Slot slot, long number) {
        Slot bound = bound(slot);
        TypedTexts texts = TypedTexts.of(bound.type());
        List<String> upper = texts.extremes(bound, number);
        List<String> lower = texts.extremes(bound, number + 1);
        String empty = multi ? "{}" : "empty";
        return upper.isEmpty() || lower.isEmpty() ? List.of(empty) : List.of(range(lower.get(0), upper.get(0)), empty);
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        return List.of();
    }

    private Slot bound(Slot slot) {
        ValueType part = slot.type().partOr(slot.type());
        return slot.with(multi ? part.partOr(part) : part, -1);
    }

    private String range(String lower, String upper) {
        String range = "[" + ArrayTexts.quoted(lower) + "," + ArrayTexts.quoted(upper) + ")";
        return multi ? "{" + range + "}" : range;
    }
}

package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A place that a value is made up for.
 *
 * @param type no domain
 * @param modifier {@code atttypmod}; -1 for none
 * @param name the column's
 * @param rank of the column in its table, so that neighbours differ
 * @param words in the rules that the value must obey
 */
record Slot(ValueType type, int modifier, String name, int rank, RuleWords words) {
    private static final int HEADER = 4;

    /** Of the same column, with the type that this one consists of, or its base. */
    Slot with(ValueType part, int itsModifier) {
        ValueType type = part;
        int modifier = itsModifier;
        while (type.kind() == 'd') {
            modifier = type.modifier();
            type = type.partOr(type);
        }
        return new Slot(type, modifier, name, rank, words);
    }

    /** How many characters a limited text may have; 0 for any number. */
    int lengthLimit() {
        return modifier < HEADER ? 0 : modifier - HEADER;
    }

    /** Whether the type is all that there is to obey: then any value fits but for those that are taken. */
    boolean isFree() {
        return !words.isRuled() && !type.isUnknown();
    }

    /** The best of {@link #texts}. */
    String first(Flavour flavour, long number) {
        TypedTexts texts = TypedTexts.of(type);
        List<String> extremes = isExtreme(texts, flavour) ? texts.extremes(this, number) : List.of();
        return extremes.isEmpty() ? texts.plain(this, number) : extremes.get(0);
    }

    private static boolean isExtreme(TypedTexts texts, Flavour flavour) {
        return flavour == Flavour.EXTREME || (flavour == Flavour.HALF_EXTREME && !texts.isMeasure());
    }

    /** All values to try, the best first. Rows of other numbers have other values, as far as there are any. */
    List<String> texts(Flavour flavour, long number) {
        TypedTexts texts = TypedTexts.of(type);
        boolean extreme = isExtreme(texts, flavour);
        List<String> all = new ArrayList<>();
        if (extreme) {
            all.addAll(texts.extremes(this, number));
            all.addAll(near(texts, true, number));
        }
        all.add(texts.plain(this, number));
        all.addAll(near(texts, false, number));
        for (int ahead = 1; ahead < 5; ahead++) {
            all.add(texts.plain(this, number + ahead));
        }
        return all.stream().distinct().toList();
    }

    /** Without rules, and with a type that is known, there is nothing to be near to. */
    private List<String> near(TypedTexts texts, boolean extreme, long number) {
        return isFree() ? List.of() : texts.near(this, extreme, number);
    }
}

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

    /** All values to try, the best first. Rows of other numbers have other values, as far as there are any. */
    List<String> texts(Flavour flavour, long number) {
        TypedTexts texts = TypedTexts.of(type);
        boolean extreme = flavour == Flavour.EXTREME || (flavour == Flavour.HALF_EXTREME && !texts.isMeasure());
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
        return words.isRuled() || type.isUnknown() ? texts.near(this, extreme, number) : List.of();
    }
}

package org.migrationdrill.engine;

import java.util.List;

/** The labels of an enum, in turn; the last one is its extreme. */
final class EnumTexts implements TypedTexts {
    @Override
    public String plain(Slot slot, long number) {
        List<String> labels = slot.type().labels();
        return labels.isEmpty() ? "" : labels.get((int) (number % labels.size()));
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        return TypedTexts.reversed(slot.type().labels());
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        return slot.type().labels();
    }
}

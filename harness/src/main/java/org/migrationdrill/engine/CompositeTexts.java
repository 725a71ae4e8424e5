package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;

/** Rows of a composite type, each field made up by its own type. */
final class CompositeTexts implements TypedTexts {
    @Override
    public String plain(Slot slot, long number) {
        return row(slot, field -> TypedTexts.of(field.type()).plain(field, number));
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        return List.of(row(slot, field -> TypedTexts.of(field.type()).extremes(field, number).stream()
                .findFirst()
                .orElse("")));
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        return List.of();
    }

    private static String row(Slot slot, Function<Slot, String> value) {
        return slot.type().fields().stream()
                .map(field -> slot.with(field, -1))
                .map(value)
                .map(ArrayTexts::quoted)
                .collect(joining(",", "(", ")"));
    }
}

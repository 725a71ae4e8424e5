package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Arrays: of two elements, empty, with a NULL, of what the rules name. */
final class ArrayTexts implements TypedTexts {
    private static final int LONGEST = 20;

    @Override
    public String plain(Slot slot, long number) {
        return array(elements(slot, number, 2));
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        Slot element = element(slot);
        List<String> extreme = TypedTexts.of(element.type()).extremes(element, number);
        return List.of("{}", "{NULL}", array(extreme), array(elements(slot, number, LONGEST)));
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        List<String> near = new ArrayList<>();
        Slot element = element(slot);
        List<String> words = TypedTexts.of(element.type()).near(element, extreme, number);
        words.forEach(word -> near.add(array(List.of(word))));
        near.add(array(slot.words().texts()));
        slot.words().lengths(LONGEST).forEach(length -> near.add(array(elements(slot, number, length))));
        near.add(array(elements(slot, number, 1)));
        near.add("{}");
        return near;
    }

    private static Slot element(Slot slot) {
        return slot.with(slot.type().partOr(slot.type()), slot.modifier());
    }

    private static List<String> elements(Slot slot, long number, int count) {
        Slot element = element(slot);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(TypedTexts.of(element.type()).plain(element, number + i));
        }
        return elements;
    }

    private static String array(List<String> elements) {
        return elements.stream().map(ArrayTexts::quoted).collect(joining(",", "{", "}"));
    }

    static String quoted(String element) {
        return '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package org.migrationdrill.engine;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** Arrays: of two elements, empty, with a NULL, of what the rules name. */
final class ArrayTexts implements TypedTexts {
    private static final int LONGEST = 20;

    @Override
    public String plain(Slot slot, long number) {
        return array(slot, elements(slot, number, 2));
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        Slot element = element(slot);
        List<String> extreme = TypedTexts.of(element.type()).extremes(element, number);
        return List.of("{}", "{NULL}", array(slot, extreme), array(slot, elements(slot, number, LONGEST)));
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        List<String> near = new ArrayList<>();
        Slot element = element(slot);
        List<String> words = TypedTexts.of(element.type()).near(element, extreme, number);
        words.forEach(word -> near.add(array(slot, List.of(word))));
        near.add(array(slot, slot.words().texts()));
        slot.words().lengths(LONGEST).forEach(length -> near.add(array(slot, elements(slot, number, length))));
        near.add(array(slot, elements(slot, number, 1)));
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

    /** {@code box} is the only type of the server's that another character stands between. */
    private static String array(Slot slot, List<String> elements) {
        String delimiter = element(slot).type().name().equals("box") ? ";" : ",";
        return elements.stream().map(ArrayTexts::quoted).collect(joining(delimiter, "{", "}"));
    }

    static String quoted(String element) {
        return '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package org.migrationdrill.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.migrationdrill.input.Problems;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's value that is one of some words. A wrong one is answered with all that are accepted, and the nearest. */
abstract class WordConverter<T> implements ITypeConverter<T> {
    private final Map<String, T> accepted = new LinkedHashMap<>();

    WordConverter(List<T> values, Function<T, String> word) {
        values.forEach(value -> accepted.put(word.apply(value), value));
    }

    @Override
    public final T convert(String text) {
        return Optional.ofNullable(accepted.get(text.strip()))
                .orElseThrow(() -> new TypeConversionException("found ‘" + text + "’; accepted: "
                        + String.join(", ", accepted.keySet()) + "."
                        + Problems.nearest(text, accepted.keySet())
                                .map(word -> " Did you mean ‘" + word + "’?")
                                .orElse("")));
    }
}

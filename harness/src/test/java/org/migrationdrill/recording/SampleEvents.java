package org.migrationdrill.recording;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of any kind, made from its components, so that a new kind needs no sample of its own.
 *
 * @param text what every text in it holds
 * @param complete whether components that may be null are there, and lists hold something
 */
record SampleEvents(String text, boolean complete) {

    <T> T of(Class<T> kind) {
        try {
            RecordComponent[] components = kind.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = Arrays.stream(components)
                    .map(component -> value(component.getAnnotatedType()))
                    .toArray();
            var constructor = kind.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + kind, e);
        }
    }

    private @Nullable Object value(AnnotatedType type) {
        return !complete && type.isAnnotationPresent(Nullable.class) ? null : value(type.getType());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[constants.length - 1];
        }
        return plain.isRecord() ? of(plain) : simple(plain);
    }

    private Object collection(ParameterizedType type) {
        if (type.getRawType() == List.class) {
            return complete ? List.of(value(type.getActualTypeArguments()[0])) : List.of();
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        if (complete) {
            map.put(value(type.getActualTypeArguments()[0]), value(type.getActualTypeArguments()[1]));
        }
        return map;
    }

    private Object simple(Class<?> type) {
        Map<Class<?>, Object> values = Map.ofEntries(
                Map.entry(String.class, text),
                Map.entry(int.class, 7),
                Map.entry(Integer.class, Integer.MIN_VALUE),
                Map.entry(long.class, 1L << 60),
                Map.entry(Long.class, Long.MAX_VALUE),
                Map.entry(boolean.class, complete),
                Map.entry(Boolean.class, complete),
                Map.entry(double.class, 0.1),
                Map.entry(Double.class, -0.1),
                Map.entry(Instant.class, Instant.parse("2026-11-02T03:04:05.678Z")),
                Map.entry(LocalDate.class, LocalDate.of(2026, 11, 30)));
        Object value = values.get(type);
        if (value == null) {
            throw new IllegalStateException("a sample of " + type + " is missing here");
        }
        return value;
    }
}

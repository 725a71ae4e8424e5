package org.migrationdrill.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows that could not be paired by key where keys are made at random: the controls have different ones themselves. The control's rows
 * are paired with the subject's that are alike in all that the controls agree on. Memory grows with these rows, which only operations
 * write.
 */
final class NoisyRows {
    private final TableReading reading;
    private final List<ReadRow> control = new ArrayList<>();
    private final List<ReadRow> noise = new ArrayList<>();
    private final List<ReadRow> subject = new ArrayList<>();

    NoisyRows(TableReading reading) {
        this.reading = reading;
    }

    /** How much of a column the two controls agree on, taken over all these rows. */
    private enum Agreement {
        VALUES,
        NULLNESS,
        NOTHING
    }

    void add(@Nullable ReadRow fromControl, @Nullable ReadRow fromNoise, @Nullable ReadRow fromSubject) {
        addIfPresent(control, fromControl);
        addIfPresent(noise, fromNoise);
        addIfPresent(subject, fromSubject);
    }

    private static void addIfPresent(List<ReadRow> rows, @Nullable ReadRow row) {
        if (row != null) {
            rows.add(row);
        }
    }

    /** Pairs the rows and tells the tally of those that are left over on either side. */
    void settle(DifferenceTally tally) {
        List<Agreement> agreements = agreements();
        Map<List<@Nullable String>, Deque<ReadRow>> open = new HashMap<>();
        for (ReadRow row : control) {
            open.computeIfAbsent(alike(row, agreements), key -> new ArrayDeque<>())
                    .add(row);
        }
        for (ReadRow row : subject) {
            ReadRow twin = open.getOrDefault(alike(row, agreements), new ArrayDeque<>())
                    .poll();
            if (twin == null) {
                tally.extra(row);
            } else {
                tally.masked(differentCells(twin, row));
            }
        }
        open.values().forEach(rows -> rows.forEach(tally::missing));
    }

    private List<Agreement> agreements() {
        List<Agreement> agreements = new ArrayList<>();
        for (int i = 0; i < reading.columns().size(); i++) {
            agreements.add(agreement(i));
        }
        // Values that are the same on the whole but distributed differently: then only the number of rows can be
        // compared.
        if (!sameMultiset(row -> alike(row, agreements))) {
            agreements.replaceAll(agreement -> Agreement.NOTHING);
        }
        return agreements;
    }

    private Agreement agreement(int column) {
        if (reading.key().contains(reading.columns().get(column))) {
            return Agreement.NOTHING;
        }
        if (sameMultiset(row -> cell(row, column, Agreement.VALUES))) {
            return Agreement.VALUES;
        }
        return sameMultiset(row -> cell(row, column, Agreement.NULLNESS)) ? Agreement.NULLNESS : Agreement.NOTHING;
    }

    private <T extends @Nullable Object> boolean sameMultiset(Function<ReadRow, T> value) {
        return counted(control, value).equals(counted(noise, value));
    }

    private static <T extends @Nullable Object> Map<T, Integer> counted(
            List<ReadRow> rows, Function<ReadRow, T> value) {
        Map<T, Integer> counts = new HashMap<>();
        for (ReadRow row : rows) {
            counts.merge(value.apply(row), 1, Integer::sum);
        }
        return counts;
    }

    private static List<@Nullable String> alike(ReadRow row, List<Agreement> agreements) {
        List<@Nullable String> cells = new ArrayList<>(agreements.size());
        for (int i = 0; i < agreements.size(); i++) {
            cells.add(cell(row, i, agreements.get(i)));
        }
        return cells;
    }

    private static @Nullable String cell(ReadRow row, int column, Agreement agreement) {
        String value = row.cells().get(column);
        return switch (agreement) {
            case VALUES -> value;
            case NULLNESS -> value == null ? null : "";
            case NOTHING -> null;
        };
    }

    private static int differentCells(ReadRow one, ReadRow other) {
        int different = 0;
        for (int i = 0; i < one.cells().size(); i++) {
            if (!Objects.equals(one.cells().get(i), other.cells().get(i))) {
                different++;
            }
        }
        return different;
    }
}

package org.migrationdrill.engine;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Dates and times: one a day from a fixed one on, years 9999 and 1, and the days around those that the rules name. */
final class TimeTexts implements TypedTexts {
    private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final LocalDateTime FAR = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final List<LocalDateTime> COMMON =
            List.of(FIRST, LocalDateTime.of(2000, 2, 29, 12, 0), LocalDateTime.of(2099, 12, 31, 0, 0));
    private static final int DAY = "2024-01-01".length();
    private static final Map<String, Function<LocalDateTime, String>> WRITTEN = Map.of(
            "date", time -> time.format(DateTimeFormatter.ISO_LOCAL_DATE),
            "timestamp", time -> time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME),
            "timestamptz", time -> time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "+00",
            "time", time -> time.format(DateTimeFormatter.ISO_LOCAL_TIME),
            "timetz", time -> time.format(DateTimeFormatter.ISO_LOCAL_TIME) + "+00");
    private static final Set<String> WITHIN_A_DAY = Set.of("time", "timetz");

    static boolean knows(String type) {
        return WRITTEN.containsKey(type);
    }

    @Override
    public boolean isMeasure() {
        return true;
    }

    /** Columns that stand later in the table are later, so that most pairs of start and end are in order. */
    @Override
    public String plain(Slot slot, long number) {
        boolean within = WITHIN_A_DAY.contains(slot.type().name());
        LocalDateTime day = within ? FIRST.plusMinutes(number % 600) : FIRST.plusDays(number * 7);
        boolean date = slot.type().name().equals("date");
        return written(date ? day.plusDays(slot.rank() % 7) : day.plusMinutes(slot.rank() * 10L), slot);
    }

    @Override
    public List<String> extremes(Slot slot, long number) {
        boolean within = WITHIN_A_DAY.contains(slot.type().name());
        return List.of(
                written(within ? FAR.minusSeconds(number / 3) : FAR.minusDays(number), slot),
                written(within ? LONG_AGO.plusSeconds(number / 3) : LONG_AGO.plusDays(number), slot));
    }

    @Override
    public List<String> near(Slot slot, boolean extreme, long number) {
        List<LocalDateTime> near = new ArrayList<>();
        for (String word : slot.words().texts()) {
            moment(word)
                    .ifPresent(time -> near.addAll(List.of(
                            time,
                            time.plusHours(number % 24),
                            time.plusDays(1),
                            time.minusDays(1),
                            time.plusYears(1),
                            time.minusYears(1))));
        }
        near.addAll(COMMON);
        return near.stream().map(time -> written(time, slot)).toList();
    }

    private static Optional<LocalDateTime> moment(String word) {
        try {
            boolean dayOnly = word.length() == DAY;
            return Optional.of(
                    dayOnly
                            ? LocalDate.parse(word).atStartOfDay()
                            : LocalDateTime.parse(
                                    word.replace(' ', 'T').replaceFirst("(Z|[+-]\\d\\d(:?\\d\\d)?)$", "")));
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }

    private static String written(LocalDateTime time, Slot slot) {
        return Objects.requireNonNull(WRITTEN.get(slot.type().name())).apply(time);
    }
}

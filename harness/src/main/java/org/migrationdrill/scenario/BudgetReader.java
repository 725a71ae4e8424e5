package org.migrationdrill.scenario;

import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Quantities;

/** Reads {@code budget}. What is not named stays at the default. */
final class BudgetReader {
    Budget read(MappingReader drill) {
        Optional<MappingReader> written = drill.mapping("budget");
        if (written.isEmpty()) {
            return Budget.DEFAULT;
        }
        MappingReader reader = written.get();
        Budget budget = new Budget(
                reader.value("app-wait", Quantities.DURATION, Quantities::duration)
                        .orElse(Budget.DEFAULT.appWait()),
                count(reader, "failed-operations", Budget.DEFAULT.failedOperations()),
                count(reader, "different-answers", Budget.DEFAULT.differentAnswers()),
                count(reader, "lost-writes", Budget.DEFAULT.lostWrites()));
        reader.end();
        return budget;
    }

    private static long count(MappingReader budget, String key, long byDefault) {
        return budget.value(key, Words.COUNT, Quantities::count).orElse(byDefault);
    }
}

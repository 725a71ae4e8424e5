package org.migrationdrill.app;

import java.util.List;
import java.util.Optional;
import org.migrationdrill.app.Answer.Answered;
import org.migrationdrill.app.StatementAnswer.Count;
import org.migrationdrill.app.StatementAnswer.Rows;

/**
 * Compares the answers of the same business action on two databases that should be alike. Noise is removed by evidence: what
 * differs between two controls is masked, and compares only whether it is NULL, and its type.
 */
public final class AnswerComparison {
    private AnswerComparison() {}

    /**
     * Compares the control's answer with the subject's, over the column labels that both return.
     *
     * <p>Answers with the same number and kinds of statements are compared statement by statement. Otherwise two app versions do
     * the same thing differently, and the last result set of one is compared with the last of the other. Rows are compared as
     * multisets unless the operation says {@code ordered}. Rows that can't be told apart by columns without noise are masked
     * together where the controls disagree about them; when the controls do not even agree on the rows, as with a LIMIT without
     * an order, every cell is masked.
     *
     * @param operation what the subject did; with a reason why its answer differs, nothing is compared
     * @param noiseControl a second control's answer, of the same shape as the control's
     */
    public static Comparison compare(Operation operation, Answered control, Answered noiseControl, Answered subject) {
        if (operation.differs().isPresent()) {
            return Comparison.same(0);
        }
        if (!sameKinds(control, noiseControl)) {
            throw new IllegalStateException("two controls whose statements answered in other kinds");
        }
        return sameKinds(control, subject)
                ? statements(operation.ordered(), control, noiseControl, subject)
                : lastRows(operation.ordered(), control, noiseControl, subject);
    }

    private static boolean sameKinds(Answered one, Answered other) {
        return kinds(one).equals(kinds(other));
    }

    private static List<?> kinds(Answered answer) {
        return answer.statements().stream().map(Object::getClass).toList();
    }

    private static Comparison statements(boolean ordered, Answered control, Answered noise, Answered subject) {
        int masked = 0;
        for (int i = 0; i < control.statements().size(); i++) {
            Comparison comparison = statement(
                    ordered,
                    "statement " + (i + 1),
                    control.statements().get(i),
                    noise.statements().get(i),
                    subject.statements().get(i));
            masked += comparison.maskedCells();
            if (comparison.difference().isPresent()) {
                return new Comparison(comparison.difference(), masked);
            }
        }
        return Comparison.same(masked);
    }

    private static Comparison statement(
            boolean ordered, String where, StatementAnswer control, StatementAnswer noise, StatementAnswer subject) {
        if (control instanceof Rows rows) {
            return RowsComparison.compare(ordered, where, rows, (Rows) noise, (Rows) subject);
        }
        long expected = ((Count) control).rows();
        long found = ((Count) subject).rows();
        if (!control.equals(noise)) {
            return Comparison.same(1);
        }
        return expected == found
                ? Comparison.same(0)
                : Comparison.different("the rows changed by " + where, rows(expected), rows(found), 0);
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static Comparison lastRows(boolean ordered, Answered control, Answered noise, Answered subject) {
        Optional<Rows> expected = lastRows(control);
        Optional<Rows> found = lastRows(subject);
        if (expected.isEmpty() || found.isEmpty()) {
            return expected.isEmpty() == found.isEmpty()
                    ? Comparison.same(0)
                    : Comparison.different("the answer", inWords(expected), inWords(found), 0);
        }
        Rows second =
                lastRows(noise).orElseThrow(() -> new IllegalStateException("controls that ran other statements"));
        return RowsComparison.compare(ordered, "the last result set", expected.get(), second, found.get());
    }

    private static Optional<Rows> lastRows(Answered answer) {
        return answer.statements().stream()
                .filter(Rows.class::isInstance)
                .map(Rows.class::cast)
                .reduce((before, last) -> last);
    }

    private static String inWords(Optional<Rows> rows) {
        return rows.map(some -> "a result set of " + rows(some.rows().size())).orElse("no result set");
    }
}

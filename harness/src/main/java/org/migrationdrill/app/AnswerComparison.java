package org.migrationdrill.app;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.migrationdrill.app.Answer.Answered;
import org.migrationdrill.app.StatementAnswer.Count;
import org.migrationdrill.app.StatementAnswer.Rows;

/**
 * Compares the answers of the same business action on two databases that should be alike. Noise is removed by evidence: what
 * differs between two controls is masked, and compares only whether it is NULL, and its type.
 */
public final class AnswerComparison {
    private final Operation operation;
    private final Operation reference;
    private final Answered control;
    private final Answered noise;
    private final Answered subject;
    private final UnaryOperator<String> shown;

    private AnswerComparison(
            Operation operation,
            Operation reference,
            Answered control,
            Answered noise,
            Answered subject,
            UnaryOperator<String> shown) {
        this.shown = shown;
        this.operation = operation;
        this.reference = reference;
        this.control = control;
        this.noise = noise;
        this.subject = subject;
    }

    /**
     * Compares the control's answer with the subject's. A statement that is written as the control's must return all of the
     * control's column labels; of others those are compared that both return. Labels of the subject alone are no difference.
     *
     * <p>Answers with the same number and kinds of statements are compared statement by statement. Otherwise two app versions do
     * the same thing differently, and the last result set of one is compared with the last of the other; where the control has
     * none, there is nothing to compare. Rows are compared as multisets unless the operation says {@code ordered}. Rows that
     * can't be told apart by columns without noise are masked together where the controls disagree about them; when the controls
     * do not even agree on the rows, as with a LIMIT without an order, every cell is masked. Columns whose values are the same
     * must also be of one family of types: a number that is now a text differs, a wider number does not.
     *
     * @param operation what the subject did; with a reason why its answer differs, nothing is compared
     * @param reference what both controls did
     * @param noiseControl a second control's answer, of the same shape as the control's
     * @param shown what of a value may stand in a difference
     */
    public static Comparison compare(
            Operation operation,
            Operation reference,
            Answered control,
            Answered noiseControl,
            Answered subject,
            UnaryOperator<String> shown) {
        if (operation.differs().isPresent()) {
            return Comparison.same(0);
        }
        if (!sameKinds(control, noiseControl)) {
            throw new IllegalStateException("two controls whose statements answered in other kinds");
        }
        AnswerComparison comparison = new AnswerComparison(operation, reference, control, noiseControl, subject, shown);
        return sameKinds(control, subject) ? comparison.statements() : comparison.lastRows();
    }

    private static boolean sameKinds(Answered one, Answered other) {
        return kinds(one).equals(kinds(other));
    }

    private static List<?> kinds(Answered answer) {
        return answer.statements().stream().map(Object::getClass).toList();
    }

    private Comparison statements() {
        int masked = 0;
        for (int i = 0; i < control.statements().size(); i++) {
            Comparison comparison = statement(i);
            masked += comparison.maskedCells();
            if (comparison.difference().isPresent()) {
                return new Comparison(comparison.difference(), masked);
            }
        }
        return Comparison.same(masked);
    }

    private Comparison statement(int index) {
        String where = "statement " + (index + 1);
        return control.statements().get(index) instanceof Rows
                ? rows(where, index, index)
                : counts(
                        where,
                        (Count) control.statements().get(index),
                        (Count) noise.statements().get(index),
                        (Count) subject.statements().get(index));
    }

    private static Comparison counts(String where, Count control, Count noise, Count subject) {
        if (!control.equals(noise)) {
            return Comparison.same(1);
        }
        return control.equals(subject)
                ? Comparison.same(0)
                : Comparison.different(
                        "the rows changed by " + where, inWords(control.rows()), inWords(subject.rows()), 0);
    }

    private Comparison rows(String where, int ofControl, int ofSubject) {
        return RowsComparison.compare(
                operation.ordered(),
                sql(reference, ofControl).equals(sql(operation, ofSubject)),
                where,
                (Rows) control.statements().get(ofControl),
                (Rows) noise.statements().get(ofControl),
                (Rows) subject.statements().get(ofSubject),
                shown);
    }

    private static String sql(Operation operation, int statement) {
        return operation.statements().get(statement).sql();
    }

    private Comparison lastRows() {
        OptionalInt expected = lastRows(control);
        OptionalInt found = lastRows(subject);
        if (expected.isEmpty()) {
            return Comparison.same(0);
        }
        return found.isPresent()
                ? rows("the last result set", expected.getAsInt(), found.getAsInt())
                : Comparison.different("the answer", inWords(control, expected.getAsInt()), "no result set", 0);
    }

    private static OptionalInt lastRows(Answered answer) {
        return IntStream.range(0, answer.statements().size())
                .filter(index -> answer.statements().get(index) instanceof Rows)
                .max();
    }

    private static String inWords(Answered answer, int resultSet) {
        Rows rows = (Rows) answer.statements().get(resultSet);
        return "a result set of " + inWords(rows.rows().size());
    }

    private static String inWords(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}

package org.migrationdrill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationdrill.app.Answer.Answered;
import org.migrationdrill.app.StatementAnswer.Count;
import org.migrationdrill.app.StatementAnswer.Rows;
import org.migrationdrill.input.Place;

class AnswerComparisonTest {
    private static final String NULL = "NULL";
    private static final String SQL = "SELECT * FROM t";
    private static final String OTHER_SQL = "SELECT a FROM t";

    @Nested
    class WithoutNoise {
        @Test
        void sameRowsInAnotherOrderAreTheSame() {
            same(rows("id kind", "1 a", "2 b", "2 b"), rows("id kind", "2 b", "1 a", "2 b"));
        }

        @Test
        void sameRowsInAnotherOrderDifferWhereOrderIsPartOfTheAnswer() {
            AnswerDifference difference =
                    orderedDifference(rows("id kind", "1 a", "2 b"), rows("id kind", "2 b", "1 a"));
            assertThat(difference)
                    .isEqualTo(new AnswerDifference("row 1 of statement 1", "id=1 kind=a", "id=2 kind=b"));
        }

        @Test
        void changedCellIsShownNextToItsNearestRow() {
            AnswerDifference difference = difference(
                    rows("id kind tenant", "1 a 7", "2 b 7", "10 c 8"),
                    rows("id kind tenant", "10 c NULL", "1 a 7", "2 b 7"));
            assertThat(difference)
                    .isEqualTo(new AnswerDifference(
                            "the rows of statement 1, 1 of 3", "id=10 kind=c tenant=8", "id=10 kind=c tenant=NULL"));
        }

        @Test
        void smallestDifferingRowIsShownWhateverTheOrder() {
            Rows control = rows("id kind", "10 a", "9 a", "2 a");
            Rows subject = rows("id kind", "10 b", "9 b", "2 a");
            assertThat(difference(control, subject).expected()).isEqualTo("id=9 kind=a");
            assertThat(difference(reversed(control), reversed(subject))).isEqualTo(difference(control, subject));
        }

        @Test
        void missingAndSurplusRowsAreShown() {
            assertThat(difference(rows("id", "1", "2"), rows("id", "1")))
                    .isEqualTo(new AnswerDifference("the rows of statement 1, 1 of 2", "id=2", "no such row"));
            assertThat(difference(rows("id", "1"), rows("id", "1", "2")).expected())
                    .isEqualTo("no such row");
            assertThat(difference(rows("id"), rows("id", "1")).found()).isEqualTo("id=1");
        }

        @Test
        void oneOfTwoEqualRowsMissingIsADifference() {
            difference(rows("id", "1", "1", "2"), rows("id", "1", "2", "2"));
            difference(rows("id", "1", "1"), rows("id", "1"));
        }

        @Test
        void nullIsNoEmptyTextAndNotTheWordNull() {
            Rows control = new Rows(List.of("a"), List.of("text"), List.of(Collections.singletonList(null)));
            difference(control, new Rows(List.of("a"), List.of("text"), List.of(List.of(""))));
            difference(control, new Rows(List.of("a"), List.of("text"), List.of(List.of(NULL))));
        }

        @Test
        void onlyLabelsThatBothReturnAreCompared() {
            same(rows("id kind old", "1 a x"), rows("id new kind", "1 y a"));
            difference(rows("id kind old", "1 a x"), rows("kind new id", "b y 1"));
        }

        @Test
        void noLabelInCommonIsADifference() {
            assertThat(difference(rows("a b", "1 2"), rows("c", "1")))
                    .isEqualTo(new AnswerDifference("the columns of statement 1", "a, b", "c"));
        }

        @Test
        void sameLabelTwiceIsComparedTwice() {
            same(rows("id id", "1 2"), rows("id id", "1 2"));
            difference(rows("id id", "1 2"), rows("id id", "1 3"));
            difference(rows("id id", "1 2"), rows("id id", "2 1"));
        }

        @Test
        void rowCountsDifferWhereOrderIsPartOfTheAnswer() {
            assertThat(orderedDifference(rows("id", "1", "2"), rows("id", "1")))
                    .isEqualTo(new AnswerDifference("the number of rows of statement 1", "2", "1"));
        }

        @ParameterizedTest
        @CsvSource({
            "int4, int8",
            "numeric, float8",
            "varchar, text",
            "bpchar, citext",
            "date, timestamp",
            "json, jsonb",
            "status, text",
            "text, status"
        })
        void typesOfEqualValuesMayDifferWithinAFamily(String type, String other) {
            same(typed("n", type, "1"), typed("n", other, "1"));
        }

        @ParameterizedTest
        @CsvSource({
            "numeric, text",
            "text, int4",
            "timestamptz, text",
            "bool, int4",
            "uuid, text",
            "jsonb, text",
            "bytea, text",
            "int4, _int4"
        })
        void anotherFamilyOfTypesIsADifferenceEvenOfEqualValues(String type, String other) {
            assertThat(difference(typed("n", type, "1"), typed("n", other, "1")))
                    .isEqualTo(new AnswerDifference("the type of n in statement 1", type, other));
            assertThat(difference(typed("n", type), typed("n", other)).found()).isEqualTo(other);
        }

        @Test
        void longRowsStartWithWhereTheyDifferAndAreCut() {
            String labels = "id one two three four five last";
            String wide = "x".repeat(100);
            String start = "1 " + (wide + " ").repeat(5);
            AnswerDifference difference = difference(rows(labels, start + "a"), rows(labels, start + "b"));
            assertThat(difference.expected()).startsWith("last=a id=1 one=xxx").hasSize(200);
            assertThat(difference.found()).startsWith("last=b id=1 one=xxx").hasSize(200);
        }
    }

    @Nested
    class WithNoise {
        @Test
        void clockIsMasked() {
            Comparison comparison = compare(
                    false,
                    rows("id at", "1 10:00", "2 10:00"),
                    rows("id at", "1 10:01", "2 10:01"),
                    rows("id at", "2 10:02", "1 10:02"));
            assertThat(comparison).isEqualTo(new Comparison(Optional.empty(), 2));
        }

        @Test
        void nullInsteadOfAClockIsADifference() {
            assertThat(compare(
                                    false,
                                    rows("id at", "1 10:00", "2 10:00"),
                                    rows("id at", "1 10:01", "2 10:01"),
                                    rows("id at", "1 10:02", "2 NULL"))
                            .difference())
                    .contains(new AnswerDifference("the NULLs in at of statement 1", "0", "1"));
        }

        @Test
        void anotherTypeOfAClockIsADifference() {
            assertThat(compare(
                                    false,
                                    typed("at", "timestamptz", "10:00"),
                                    typed("at", "timestamptz", "10:01"),
                                    typed("at", "text", "10:02"))
                            .difference())
                    .contains(new AnswerDifference("the type of at in statement 1", "timestamptz", "text"));
        }

        @Test
        void clockWithoutItsZoneIsADifferenceAndAWiderRandomNumberIsNone() {
            assertThat(compare(
                                    false,
                                    typed("at", "timestamptz", "10:00"),
                                    typed("at", "timestamptz", "10:01"),
                                    typed("at", "timestamp", "10:02"))
                            .difference())
                    .isPresent();
            assertThat(compare(false, typed("n", "int4", "1"), typed("n", "int4", "2"), typed("n", "int8", "3"))
                            .difference())
                    .isEmpty();
        }

        @Test
        void cellsBesidesTheClockAreStillCompared() {
            AnswerDifference difference = compare(
                            false,
                            rows("id kind at", "1 a 10:00", "2 b 10:00"),
                            rows("id kind at", "1 a 10:01", "2 b 10:01"),
                            rows("id kind at", "1 a 10:02", "2 c 10:02"))
                    .difference()
                    .orElseThrow();
            assertThat(difference.expected()).isEqualTo("id=2 kind=b");
            assertThat(difference.found()).isEqualTo("id=2 kind=c");
        }

        @Test
        void rowsOfANoisyColumnOnWhichControlsAgreeAreStillCompared() {
            Rows control = rows("id at", "1 09:00", "2 10:00");
            Rows noise = rows("id at", "1 09:00", "2 10:01");
            assertThat(compare(false, control, noise, rows("id at", "1 09:00", "2 10:02")))
                    .isEqualTo(new Comparison(Optional.empty(), 1));
            AnswerDifference difference = compare(false, control, noise, rows("id at", "1 08:00", "2 10:02"))
                    .difference()
                    .orElseThrow();
            assertThat(difference.expected()).isEqualTo("id=1 at=09:00");
            assertThat(difference.found()).isEqualTo("id=1 at=08:00");
        }

        @Test
        void twoNoisyColumnsAreMaskedEachForItself() {
            Rows control = rows("id at token", "1 09:00 x", "2 10:00 k");
            Rows noise = rows("id at token", "1 09:00 y", "2 10:01 k");
            assertThat(compare(false, control, noise, rows("id at token", "1 09:00 z", "2 10:02 k")))
                    .isEqualTo(new Comparison(Optional.empty(), 2));
            assertThat(compare(false, control, noise, rows("id at token", "1 09:00 z", "2 10:02 q"))
                            .difference()
                            .orElseThrow()
                            .expected())
                    .isEqualTo("id=2 token=k");
        }

        @Test
        void randomKeysAreMaskedAndTheRestIsCompared() {
            Rows control = rows("uuid kind", "u1 a", "u2 b", "u3 b");
            Rows noise = rows("uuid kind", "v1 a", "v2 b", "v3 b");
            assertThat(compare(false, control, noise, rows("uuid kind", "w2 b", "w1 a", "w3 b")))
                    .isEqualTo(new Comparison(Optional.empty(), 3));
            assertThat(compare(false, control, noise, rows("uuid kind", "w1 a", "w2 a", "w3 b"))
                            .difference())
                    .isPresent();
        }

        @Test
        void unorderedLimitMasksEveryCell() {
            Rows control = rows("id kind", "1 a", "2 b");
            Rows others = rows("id kind", "3 b", "4 c");
            assertThat(compare(false, control, others, rows("id kind", "5 d", "6 e")))
                    .isEqualTo(new Comparison(Optional.empty(), 4));
            assertThat(compare(false, control, others, rows("id kind", "5 d")).difference())
                    .contains(new AnswerDifference("the number of rows of statement 1", "2", "1"));
            assertThat(compare(false, control, others, rows("id kind", "5 NULL", "6 e"))
                            .difference()
                            .orElseThrow()
                            .what())
                    .isEqualTo("the NULLs in kind of statement 1");
        }

        @Test
        void columnsThatAgreeOneByOneButNotTogetherAreAllMasked() {
            Rows control = rows("a b", "1 1", "2 2");
            Rows noise = rows("a b", "1 2", "2 1");
            assertThat(compare(false, control, noise, rows("a b", "3 3", "4 4")))
                    .isEqualTo(new Comparison(Optional.empty(), 4));
        }

        @Test
        void randomNumberOfRowsComparesTypesOnly() {
            assertThat(compare(false, typed("n", "int4", "1", "2"), typed("n", "int4", "1"), typed("n", "int4", "7")))
                    .isEqualTo(new Comparison(Optional.empty(), 2));
            assertThat(compare(true, typed("n", "int4", "1", "2"), typed("n", "int4", "1"), typed("n", "text", "7"))
                            .difference())
                    .isPresent();
        }

        @Test
        void nullsOnWhichControlsDisagreeAreNotCompared() {
            for (boolean ordered : new boolean[] {true, false}) {
                assertThat(compare(ordered, rows("id x", "1 NULL"), rows("id x", "1 a"), rows("id x", "1 NULL"))
                                .difference())
                        .isEmpty();
                assertThat(compare(ordered, rows("id x", "1 NULL"), rows("id x", "1 a"), rows("id x", "1 b"))
                                .difference())
                        .isEmpty();
            }
        }

        @Test
        void orderedRowsAreMaskedCellByCell() {
            Rows control = rows("id at", "1 09:00", "2 10:00");
            Rows noise = rows("id at", "1 09:00", "2 10:01");
            assertThat(compare(true, control, noise, rows("id at", "1 09:00", "2 10:02")))
                    .isEqualTo(new Comparison(Optional.empty(), 1));
            assertThat(compare(true, control, noise, rows("id at", "1 09:01", "2 10:02"))
                            .difference())
                    .contains(new AnswerDifference("row 1 of statement 1", "id=1 at=09:00", "id=1 at=09:01"));
            assertThat(compare(true, control, noise, rows("id at", "1 09:00", "3 10:02"))
                            .difference())
                    .contains(new AnswerDifference("row 2 of statement 1", "id=2", "id=3"));
            assertThat(compare(true, control, noise, rows("id at", "1 09:00", "2 NULL"))
                            .difference())
                    .contains(new AnswerDifference("at in row 2 of statement 1", "a value", "NULL"));
        }

        @Test
        void updateCountsThatDifferBetweenControlsAreMasked() {
            assertThat(compare(false, new Count(1), new Count(2), new Count(3)))
                    .isEqualTo(new Comparison(Optional.empty(), 1));
        }

        @Test
        void controlsWithOtherColumnsAreOurMistake() {
            assertThatThrownBy(() -> compare(false, rows("a", "1"), rows("b", "1"), rows("a", "1")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("[a] and [b]");
            assertThatThrownBy(() -> compare(false, new Count(1), rows("b", "1"), new Count(1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class WithSeveralStatements {
        private final Rows one = rows("id", "1");
        private final Rows two = rows("id", "2");

        @Test
        void sameKindsAreComparedOneByOne() {
            assertThat(compare(answered(one, new Count(1), two), answered(one, new Count(1), two))
                            .difference())
                    .isEmpty();
            assertThat(compare(answered(one, new Count(1), two), answered(two, new Count(1), two))
                            .difference()
                            .orElseThrow()
                            .what())
                    .contains("statement 1");
            assertThat(compare(answered(one, new Count(1)), answered(one, new Count(2)))
                            .difference())
                    .contains(new AnswerDifference("the rows changed by statement 2", "1 row", "2 rows"));
        }

        @Test
        void otherKindsCompareTheirLastResultSets() {
            assertThat(compare(
                                    answered(new Count(1), one),
                                    answered(new Count(5), new Count(1), two, one, new Count(7)))
                            .difference())
                    .isEmpty();
            assertThat(compare(answered(new Count(1), one), answered(one, two))
                            .difference()
                            .orElseThrow()
                            .what())
                    .contains("the last result set");
            assertThat(compare(answered(new Count(1)), answered(new Count(1), new Count(1)))
                            .difference())
                    .isEmpty();
        }

        @Test
        void resultSetThatIsLostIsADifference() {
            assertThat(compare(answered(one), answered(new Count(1))).difference())
                    .contains(new AnswerDifference("the answer", "a result set of 1 row", "no result set"));
        }

        @Test
        void resultSetThatTheControlHasNotIsNothingToCompare() {
            assertThat(compare(answered(new Count(1)), answered(one))).isEqualTo(new Comparison(Optional.empty(), 0));
        }

        @Test
        void answerThatIsMeantToDifferIsNotCompared() {
            Operation operation = operation(SQL, 1, false, Optional.of("shows drafts"));
            assertThat(AnswerComparison.compare(
                            operation,
                            operation,
                            answered(one),
                            answered(one),
                            answered(two),
                            UnaryOperator.identity()))
                    .isEqualTo(new Comparison(Optional.empty(), 0));
        }

        private Comparison compare(Answered control, Answered subject) {
            return AnswerComparisonTest.compare(OTHER_SQL, false, control, control, subject);
        }
    }

    @Nested
    class WithTheSameSql {
        @Test
        void columnThatIsLostIsADifference() {
            assertThat(compare(SQL, rows("id status", "1 new"), rows("id", "1")).difference())
                    .contains(new AnswerDifference("the columns of statement 1", "id, status", "id"));
        }

        @Test
        void columnThatComesTooIsNone() {
            assertThat(compare(SQL, rows("id status", "1 new"), rows("status more id", "new x 1"))
                            .difference())
                    .isEmpty();
        }

        @Test
        void lastResultSetsMustHaveTheColumnsToo() {
            Answered control = answered(new Count(1), rows("id status", "1 new"));
            Answered subject = answered(rows("id", "1"));
            assertThat(AnswerComparisonTest.compare(SQL, false, control, control, subject)
                            .difference())
                    .contains(new AnswerDifference("the columns of the last result set", "id, status", "id"));
        }

        @Test
        void columnThatOtherSqlDoesNotReturnIsNotCompared() {
            assertThat(compare(OTHER_SQL, rows("id status", "1 new"), rows("id", "1"))
                            .difference())
                    .isEmpty();
        }

        private Comparison compare(String sql, Rows control, Rows subject) {
            return AnswerComparisonTest.compare(sql, false, answered(control), answered(control), answered(subject));
        }
    }

    private static void same(Rows control, Rows subject) {
        assertThat(compare(false, control, control, subject)).isEqualTo(new Comparison(Optional.empty(), 0));
    }

    private static AnswerDifference difference(Rows control, Rows subject) {
        return compare(false, control, control, subject).difference().orElseThrow();
    }

    private static AnswerDifference orderedDifference(Rows control, Rows subject) {
        return compare(true, control, control, subject).difference().orElseThrow();
    }

    private static Comparison compare(
            boolean ordered, StatementAnswer control, StatementAnswer noise, StatementAnswer subject) {
        return compare(OTHER_SQL, ordered, answered(control), answered(noise), answered(subject));
    }

    /** The controls ran {@code SQL}, the subject the statement given, each as often as it answered. */
    private static Comparison compare(String sql, boolean ordered, Answered control, Answered noise, Answered subject) {
        return AnswerComparison.compare(
                operation(sql, subject.statements().size(), ordered, Optional.empty()),
                operation(SQL, control.statements().size(), ordered, Optional.empty()),
                control,
                noise,
                subject,
                UnaryOperator.identity());
    }

    private static Answered answered(StatementAnswer... statements) {
        return new Answered(List.of(statements));
    }

    private static Rows reversed(Rows rows) {
        List<List<@Nullable String>> reversed = new ArrayList<>(rows.rows());
        Collections.reverse(reversed);
        return new Rows(rows.labels(), rows.types(), reversed);
    }

    private static Rows typed(String label, String type, String... values) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        Arrays.stream(values).forEach(value -> rows.add(Collections.singletonList(value)));
        return new Rows(List.of(label), List.of(type), rows);
    }

    /** Labels and rows with a space between their cells; the cell {@code NULL} is null. */
    private static Rows rows(String labels, String... rows) {
        List<List<@Nullable String>> cells = new ArrayList<>();
        for (String row : rows) {
            List<@Nullable String> one = new ArrayList<>();
            Arrays.stream(row.split(" ")).forEach(cell -> one.add(cell.equals(NULL) ? null : cell));
            cells.add(one);
        }
        List<String> columns = List.of(labels.split(" "));
        return new Rows(columns, Collections.nCopies(columns.size(), "text"), cells);
    }

    private static Operation operation(String sql, int times, boolean ordered, Optional<String> differs) {
        return new Operation(
                "read",
                1,
                false,
                ordered,
                differs,
                false,
                Map.of(),
                Map.of(),
                SqlScanner.statements((sql + ";\n").repeat(times), 1),
                new Place(Path.of("a.sql"), 1));
    }
}

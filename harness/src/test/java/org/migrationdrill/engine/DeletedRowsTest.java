package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeletedRowsTest {
    private static final UserTable NOTES = new UserTable(
            "public",
            "notes",
            'r',
            "1/1",
            1,
            List.of(new UserColumn("id", "integer", false, "1:"), new UserColumn("body", "text", false, "2:")),
            List.of(List.of("id")));

    private final DeletedRows deleted = new DeletedRows();

    @Test
    void theLastToDeleteARowIsItsDeleter() {
        deleted.add(100, gone(false, "(1)", "(2)"));
        deleted.add(200, gone(false, "(2)"));

        assertThat(deleted.of(byId())).isEqualTo(Map.of("(1)", 100L, "(2)", 200L));
        assertThat(deleted.incomplete()).isEmpty();
    }

    @Test
    void rowsThatAreToldInAnotherWayAreOthers() {
        deleted.add(100, gone(false, "(1)"));

        assertThat(deleted.of(TableReading.ofBoth(NOTES, NOTES, List.of(), List.of("id", "body"))))
                .isEmpty();
    }

    @Test
    void aForkGoesItsOwnWay() {
        deleted.add(100, gone(false, "(1)"));
        DeletedRows fork = deleted.fork();
        fork.add(200, gone(true, "(2)"));
        deleted.add(300, gone(false, "(3)"));

        assertThat(fork.of(byId())).isEqualTo(Map.of("(1)", 100L, "(2)", 200L));
        assertThat(deleted.of(byId())).isEqualTo(Map.of("(1)", 100L, "(3)", 300L));
        assertThat(fork.incomplete()).containsExactly("notes");
        assertThat(deleted.incomplete()).isEmpty();
    }

    @Test
    void noMoreThanTheMostAreKeptAndThatIsTold() {
        deleted.add(
                100,
                gone(
                        false,
                        IntStream.range(0, DeletedRows.MOST)
                                .mapToObj(id -> "(" + id + ")")
                                .toArray(String[]::new)));
        deleted.add(200, gone(false, "(0)"));

        assertThat(deleted.incomplete()).isEmpty();

        deleted.add(300, gone(false, "(-1)"));

        assertThat(deleted.of(byId())).hasSize(DeletedRows.MOST).containsEntry("(0)", 200L);
        assertThat(deleted.incomplete()).containsExactly("notes");
    }

    private static TableReading byId() {
        return TableReading.ofBoth(NOTES, NOTES, List.of("id"), List.of("id", "body"));
    }

    private static WrittenTable gone(boolean more, String... keys) {
        return new WrittenTable("notes", new TreeSet<>(), List.of("id"), List.of(keys), more);
    }
}

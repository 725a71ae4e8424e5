package org.migrationdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.SchemaDifference;

class SchemaWordsTest {
    @Test
    void columnOrderIsToldAsPositionalInsertAndSelectStarSeeIt() {
        SchemaDifference difference = new SchemaDifference(
                "table", "public.t", "column order: id, name, note", "column order: id, note, name", true);

        assertThat(SchemaWords.of(difference)).isEqualTo("table public.t has its columns in another order");
        assertThat(SchemaWords.cosmeticRemedy(difference, "U2__back.sql"))
                .isEqualTo(
                        "SELECT *, and INSERT or COPY without a list of columns, meet note in place 2, where name was."
                                + " Mend U2__back.sql, or accept it with a reason.");
    }

    @Test
    void nameThatTheServerMadeIsNoMatterOfPositions() {
        SchemaDifference difference =
                new SchemaDifference("index", "public.a_idx", "name: public.a_idx", "name: public.a_idx1", true);

        assertThat(SchemaWords.of(difference)).isEqualTo("index public.a_idx is different");
        assertThat(SchemaWords.cosmeticRemedy(difference, "U2__back.sql"))
                .isEqualTo("Who calls it by its name sees it. Mend U2__back.sql, or accept it with a reason.");
    }
}

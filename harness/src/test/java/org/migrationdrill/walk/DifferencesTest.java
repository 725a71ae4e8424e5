package org.migrationdrill.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.SchemaObject;
import org.migrationdrill.observe.SchemaSnapshot;
import org.migrationdrill.report.ReappliedSchema;
import org.migrationdrill.report.SchemaMatch;

class DifferencesTest {
    private static final SchemaSnapshot EMPTY = SchemaSnapshot.of(List.of());

    @Test
    void whatIsLeftBehindOnPurposeIsNoResidue() {
        Differences left = Differences.between(EMPTY, schema("extension", "pgcrypto", Map.of("version", "1.3")));
        Allowed extensions = Allowed.of(List.of("extension *"));

        assertThat(left.match()).isEqualTo(SchemaMatch.RESIDUE);
        assertThat(left.without(extensions).match()).isEqualTo(SchemaMatch.RESTORED);
        assertThat(left.only(extensions).all()).hasSize(1);
        assertThat(left.without(Allowed.of(List.of("extension pg"))).match())
                .as("a whole name, unless there is a *")
                .isEqualTo(SchemaMatch.RESIDUE);
    }

    @Test
    void anotherCommentIsCosmetic() {
        Differences comment = Differences.between(
                schema("table", "public.a", Map.of("owner", "me", "comment", "old")),
                schema("table", "public.a", Map.of("owner", "me")));

        assertThat(comment.match()).isEqualTo(SchemaMatch.COSMETIC);
        assertThat(comment.reapplied()).isEqualTo(ReappliedSchema.COSMETIC);
    }

    @Test
    void anotherOwnerIsNot() {
        assertThat(Differences.between(
                                schema("table", "public.a", Map.of("owner", "me")),
                                schema("table", "public.a", Map.of("owner", "you")))
                        .match())
                .isEqualTo(SchemaMatch.RESIDUE);
    }

    private static SchemaSnapshot schema(String kind, String name, Map<String, String> properties) {
        return SchemaSnapshot.of(
                List.of(new SchemaObject(new SchemaObject.Id(kind, name), Set.of(), false, properties)));
    }
}

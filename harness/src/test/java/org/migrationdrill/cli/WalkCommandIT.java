package org.migrationdrill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationdrill.ReadmeExcerpt;
import org.migrationdrill.report.WalkJson;
import org.migrationdrill.report.WalkSchema;

/** A walk as the command line tells it. */
class WalkCommandIT {
    private static final String SHOP = "walks/shop";

    @TempDir
    Path folder;

    @Test
    void theReadmeQuotesTheWalkOfTheShopAndWhatIsWrittenKeepsToItsSchema() throws IOException {
        Reply reply = Reply.to(
                "walk", Path.of("src/test/resources", SHOP, "migrations").toString(), "--output", folder.toString());

        assertThat(reply.code()).as(reply.err()).isEqualTo(1);
        ReadmeExcerpt.of(SHOP).orElseThrow().standsIn(Files.writeString(folder.resolve("lines.txt"), reply.out()));
        assertThat(reply.out().lines())
                .anyMatch(line -> line.contains(
                        "007_seed_kinds.up.sql  has a blank reverse: 2 rows in kinds; applied again: duplicate"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(WalkSchema.text(), InputFormat.JSON)
                        .validate(Files.readString(folder.resolve("walk.json")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void whatIsNotWalkedIsNamedOnTheScreenAndInTheReport() throws IOException {
        Path history = Files.createDirectory(folder.resolve("goose"));
        Files.writeString(history.resolve("1_a.sql"), "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n");
        Files.writeString(history.resolve("2_\u001b[31mb.go"), "package migrations");

        Reply reply = Reply.to("walk", history.toString(), "--output", folder.toString());

        assertThat(reply.code()).as(reply.err()).isZero();
        assertThat(reply.err()).contains("2_ [31mb.go is a program, which a walk does not run");
        assertThat(WalkJson.read(Files.readString(folder.resolve("walk.json"))).limits())
                .anyMatch(limit -> limit.startsWith("2_\u001b[31mb.go is a program"));
    }

    @Test
    void aBootstrapThatTheServerRefusesIsWrongInputAndNotTheMachines() throws IOException {
        Path history = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(history.resolve("1_a.sql"), "SELECT 1;\n-- //@UNDO\nSELECT 2;\n");
        Files.writeString(history.resolve("bootstrap.sql"), "SELECT 1;\nGRANT nobody TO nobody_else;\n");

        Reply reply = Reply.to("walk", history.toString());

        assertThat(reply.code()).isEqualTo(2);
        assertThat(reply.out()).isEmpty();
        assertThat(reply.err()).contains(history.resolve("bootstrap.sql") + ":2: ", "(42704)", "none was walked");
    }
}

package org.migrationdrill.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Place;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;

/** Reads {@code migrations}. */
final class MigrationSourceReader {
    private static final String FLYWAY = "flyway";
    private static final String TABLE = "flyway_schema_history";
    private static final String CLASSPATH = "classpath:";

    private final ScenarioFolder folder;
    private final Problems problems;

    MigrationSourceReader(ScenarioFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    MigrationSource read(MappingReader drill) {
        drill.require("migrations");
        return drill.mapping("migrations").map(this::source).orElseGet(() -> standIn(drill.place()));
    }

    private MigrationSource source(MappingReader migrations) {
        MigrationSource source = new MigrationSource(
                migrations.word("tool", List.of(FLYWAY)).orElse(FLYWAY),
                locations(migrations),
                NamedTexts.read(migrations, "placeholders", problems),
                migrations.texts("schemas"),
                migrations.text("default-schema"),
                migrations.text("table").orElse(TABLE),
                migrations.place());
        migrations.end();
        return source;
    }

    private List<String> locations(MappingReader migrations) {
        return migrations.requiredItems("locations").stream()
                .flatMap(this::location)
                .toList();
    }

    private Stream<String> location(YamlNode item) {
        if (!(item instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
            problems.add(item.place(), item.inWords() + " in ‘locations’", "a folder or classpath:…");
            return Stream.empty();
        }
        if (scalar.text().startsWith(CLASSPATH)) {
            return Stream.of(scalar.text());
        }
        return folder.directory(scalar.text(), scalar.place()).stream().map(Object::toString);
    }

    private static MigrationSource standIn(Place place) {
        return new MigrationSource(FLYWAY, List.of(), Map.of(), List.of(), Optional.empty(), TABLE, place);
    }
}

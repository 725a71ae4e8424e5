package org.migrationdrill;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.rehearsal.DrillOptions;
import org.migrationdrill.rehearsal.DrillOptions.Kind;

/**
 * A small scenario in one text file: its folder's files, each after a line {@code --- path}. What stands before the first is a
 * remark for readers. Files that are not repeated come from {@code base.txt}; a file without content is left out, and a migration
 * takes the place of the base's migration of its version. Two files are no part of the scenario: {@code notes.txt} lists the ids of
 * exactly the notes that must be found, and {@code rehearsals.txt} names the rehearsals to make, by default the twin's.
 *
 * @param name the path below {@code planted/}
 */
record PlantedCase(String name, Map<String, String> files) {
    static final Path FOLDER = Path.of("src/test/resources/planted");
    private static final String VERSION_END = "__";
    private static final String NOTES = "notes.txt";
    private static final String REHEARSALS = "rehearsals.txt";

    static PlantedCase read(Path file) {
        Map<String, String> files = new LinkedHashMap<>(CaseFile.read(FOLDER.resolve("base.txt")));
        Map<String, String> own = CaseFile.read(file);
        own.keySet().stream()
                .filter(name -> name.contains(VERSION_END))
                .map(name -> name.substring(0, name.indexOf(VERSION_END) + VERSION_END.length()))
                .forEach(version -> files.keySet().removeIf(name -> name.startsWith(version)));
        files.putAll(own);
        return new PlantedCase(FOLDER.relativize(file).toString(), files);
    }

    /** The notes that must be found, sorted; empty where the case does not say. */
    Optional<List<String>> notes() {
        return Optional.ofNullable(files.get(NOTES))
                .map(text ->
                        text.lines().filter(line -> !line.isBlank()).sorted().toList());
    }

    /** How it is drilled. */
    DrillOptions options() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        files.getOrDefault(REHEARSALS, Kind.TWIN.word())
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(word -> kinds.add(Kind.of(word).orElseThrow()));
        return DrillOptions.DEFAULT.only(kinds);
    }

    /** Writes the files below the folder; gives the drill.yaml. */
    Path unpack(Path folder) {
        Map<String, String> scenario = new LinkedHashMap<>(files);
        scenario.keySet().removeAll(Set.of(NOTES, REHEARSALS));
        return CaseFile.write(scenario, folder);
    }
}

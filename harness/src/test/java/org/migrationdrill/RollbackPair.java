package org.migrationdrill;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A forward script and its reverse, in one text file: the parts {@code base}, {@code forward} and {@code reverse}, each SQL, and
 * {@code expect}, the {@link RollbackAccount} it must get. Where it needs them also {@code suite 1} and {@code suite 2}, the suites
 * of the apps before and after, and {@code scenario}, more lines of the drill.yaml. A {@code fix} in the place of the reverse goes
 * forward.
 *
 * @param name the path below {@code rollbacks/}
 */
record RollbackPair(String name, Map<String, String> parts) {
    static final Path FOLDER = Path.of("src/test/resources/rollbacks");
    private static final Map<String, String> FILES = Map.of(
            "base", "migrations/V1__base.sql",
            "forward", "migrations/V2__forward.sql",
            "reverse", "migrations/U2__reverse.sql",
            "fix", "fix.sql",
            "suite 1", "apps/1.sql",
            "suite 2", "apps/2.sql");
    private static final Set<String> REQUIRED = Set.of("base", "forward", "expect");

    private static final String FORWARD =
            "    rollback: {mode: forward-fix, reason: what is new is wanted, script: fix.sql}\n";

    RollbackPair {
        if (!parts.keySet().containsAll(REQUIRED)) {
            throw new IllegalArgumentException(name + " has the parts " + parts.keySet() + " and needs " + REQUIRED);
        }
        if (parts.containsKey("reverse") == parts.containsKey("fix")) {
            throw new IllegalArgumentException(name + " needs either a reverse or a fix");
        }
        for (String part : parts.keySet()) {
            if (!FILES.containsKey(part) && !List.of("expect", "scenario").contains(part)) {
                throw new IllegalArgumentException(name + " has a part ‘" + part + "’ that nothing reads");
            }
        }
    }

    static RollbackPair read(Path file) {
        return new RollbackPair(FOLDER.relativize(file).toString(), CaseFile.read(file));
    }

    /** What must become of it, a line each. */
    List<String> expected() {
        return parts.getOrDefault("expect", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Writes the scenario below the folder; gives the drill.yaml. */
    Path unpack(Path folder) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("drill.yaml", drill());
        FILES.forEach((part, path) -> files.put(path, parts.getOrDefault(part, "")));
        return CaseFile.write(files, folder);
    }

    private String drill() {
        String own = parts.getOrDefault("scenario", "");
        StringBuilder drill = new StringBuilder("scenario: pair\nbaseline: {migrations: 1}\n"
                + "migrations: {tool: flyway, locations: [migrations]}\n");
        if (parts.containsKey("suite 1")) {
            drill.append("apps:\n  1: {suite: apps/1.sql}\n")
                    .append(parts.containsKey("suite 2") ? "  2: {suite: apps/2.sql}\n" : "");
        }
        if (!own.contains("phases:")) {
            drill.append("phases:\n  - name: change\n    steps:\n      - migrate: 2\n")
                    .append(parts.containsKey("suite 2") ? "      - deploy: 2\n" : "")
                    .append(parts.containsKey("fix") ? FORWARD : "");
        }
        return drill.append(own).toString();
    }
}

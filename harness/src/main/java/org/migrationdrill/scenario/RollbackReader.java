package org.migrationdrill.scenario;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.YamlNode;
import org.migrationdrill.scenario.Rollback.Mode;

/** Reads a phase's {@code rollback}: a mode, or {@code {mode, reason, script, verify}}. */
final class RollbackReader {
    private static final List<String> MODES =
            Arrays.stream(Mode.values()).map(Mode::word).toList();
    private static final Set<Mode> WITH_REASON = EnumSet.of(Mode.FORWARD_FIX, Mode.RESTORE, Mode.IRREVERSIBLE);
    private static final Set<Mode> WITHOUT_SCRIPT = EnumSet.of(Mode.REVERSE, Mode.KEEP, Mode.IRREVERSIBLE);

    private final ScenarioFolder folder;
    private final CheckReader checks;
    private final Problems problems;

    RollbackReader(ScenarioFolder folder, CheckReader checks, Problems problems) {
        this.folder = folder;
        this.checks = checks;
        this.problems = problems;
    }

    Optional<Rollback> read(MappingReader phase) {
        Optional<YamlNode> node = phase.node("rollback");
        if (node.isPresent() && node.get() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return mode(phase, "rollback")
                    .map(mode -> new Rollback(mode, Optional.empty(), Optional.empty(), List.of(), scalar.place()))
                    .map(this::checked);
        }
        return node.flatMap(written -> rollback(MappingReader.of(written, "‘rollback’", problems)));
    }

    private Optional<Rollback> rollback(MappingReader reader) {
        reader.require("mode");
        Optional<Mode> mode = mode(reader, "mode");
        Optional<String> reason = reader.has("reason") ? reader.requiredText("reason") : Optional.empty();
        Optional<Path> script = folder.file(reader, "script");
        List<Check> verify = checks.read(reader, "verify");
        reader.end();
        checkKeys(reader, mode);
        return mode.map(known -> new Rollback(known, reason, script, verify, reader.place()));
    }

    private static Optional<Mode> mode(MappingReader reader, String key) {
        return reader.word(key, MODES).map(RollbackReader::mode);
    }

    private static Mode mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private Rollback checked(Rollback scalar) {
        if (WITH_REASON.contains(scalar.mode())) {
            String mode = scalar.mode().word();
            problems.add(scalar.place(), "‘" + mode + "’ without a reason", "{mode: " + mode + ", reason: …}");
        }
        return scalar;
    }

    private void checkKeys(MappingReader reader, Optional<Mode> mode) {
        if (mode.filter(WITH_REASON::contains).isPresent() && !reader.has("reason")) {
            missing(reader, mode.get(), "reason");
        }
        if (mode.filter(Mode.FORWARD_FIX::equals).isPresent() && !reader.has("script")) {
            missing(reader, mode.get(), "script");
        }
        if (mode.filter(WITHOUT_SCRIPT::contains).isPresent() && reader.has("script")) {
            problems.add(
                    reader.place("script"),
                    "‘script’ with the mode ‘" + mode.get().word() + "’",
                    "‘script’ with forward-fix or restore; a reverse is the migration's own");
        }
    }

    private void missing(MappingReader reader, Mode mode, String key) {
        problems.add(reader.place(), "‘" + mode.word() + "’ without a " + key, "the key ‘" + key + "’");
    }
}

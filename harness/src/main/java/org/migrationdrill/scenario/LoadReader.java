package org.migrationdrill.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.input.YamlNode;
import org.migrationdrill.scenario.LoadSettings.Adversary;

/** Reads {@code load}. What is not named stays at the default. */
final class LoadReader {
    private static final String ADVERSARY = Quantities.DURATION + ", above 0, or off";

    private final Problems problems;

    LoadReader(Problems problems) {
        this.problems = problems;
    }

    LoadSettings read(MappingReader drill) {
        Optional<MappingReader> written = drill.mapping("load");
        if (written.isEmpty()) {
            return LoadSettings.DEFAULT;
        }
        MappingReader load = written.get();
        LoadSettings settings = new LoadSettings(
                load.value("rate", Words.LOAD, Words::load).orElse(LoadSettings.DEFAULT.rate()),
                duration(load, "quiet", LoadSettings.DEFAULT.quiet()),
                duration(load, "settle", LoadSettings.DEFAULT.settle()),
                duration(load, "deploy", LoadSettings.DEFAULT.deploy()),
                adversaries(load));
        load.end();
        return settings;
    }

    private static Duration duration(MappingReader load, String key, Duration byDefault) {
        return load.value(key, Words.POSITIVE_DURATION, Words::positiveDuration).orElse(byDefault);
    }

    private Map<Adversary, Duration> adversaries(MappingReader load) {
        Optional<YamlNode> written = load.node("adversaries");
        if (written.isEmpty()) {
            return LoadSettings.DEFAULT.adversaries();
        }
        if (written.get() instanceof YamlNode.Scalar scalar && scalar.text().equals("off")) {
            return Map.of();
        }
        MappingReader reader = MappingReader.of(written.get(), "‘adversaries’", problems);
        Map<Adversary, Duration> adversaries = new LinkedHashMap<>();
        for (Adversary adversary : Adversary.values()) {
            duration(reader, adversary).ifPresent(duration -> adversaries.put(adversary, duration));
        }
        reader.end();
        return adversaries;
    }

    /** Empty where it is off. */
    private static Optional<Duration> duration(MappingReader reader, Adversary adversary) {
        if (!reader.has(adversary.word())) {
            return Optional.of(adversary.duration());
        }
        return reader.value(adversary.word(), ADVERSARY, LoadReader::durationOrOff)
                .filter(duration -> !duration.isZero());
    }

    private static Optional<Duration> durationOrOff(String text) {
        return text.equals("off") ? Optional.of(Duration.ZERO) : Words.positiveDuration(text);
    }

    /** The words of all adversaries. */
    static List<String> words() {
        return Arrays.stream(Adversary.values()).map(Adversary::word).toList();
    }
}

package org.migrationdrill.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.migrationdrill.input.MappingReader;
import org.migrationdrill.input.Problems;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.input.YamlNode;
import org.migrationdrill.scenario.ClientSettings.Isolation;
import org.migrationdrill.scenario.ClientSettings.Retry;

/** Reads how a program uses the database, from the keys beside its {@code suite}. What is not named stays at the default. */
final class ClientReader {
    private static final int MOST_CONNECTIONS = 100;
    private static final String SQL_STATE = "an SQLState of five digits and capital letters, such as 40001";

    private final Problems problems;

    ClientReader(Problems problems) {
        this.problems = problems;
    }

    ClientSettings read(MappingReader program) {
        return new ClientSettings(
                program.text("role").filter(role -> !role.isBlank()),
                program.value("pool", "a number of connections from 1 to " + MOST_CONNECTIONS, ClientReader::pool)
                        .orElse(ClientSettings.DEFAULT.pool()),
                program.value("connection-timeout", Words.POSITIVE_DURATION, Words::positiveDuration)
                        .orElse(ClientSettings.DEFAULT.connectionTimeout()),
                program.value("statement-timeout", Words.POSITIVE_DURATION, Words::positiveDuration),
                isolation(program),
                program.value("prepared-statements", Words.FLAG, Quantities::flag)
                        .orElse(true),
                program.mapping("retry").map(this::retry).orElse(Retry.NEVER));
    }

    private static Optional<Integer> pool(String text) {
        return Words.positiveCount(text)
                .filter(count -> count <= MOST_CONNECTIONS)
                .map(Long::intValue);
    }

    private static Isolation isolation(MappingReader program) {
        List<String> words =
                Arrays.stream(Isolation.values()).map(Isolation::word).toList();
        return program.word("isolation", words).flatMap(Isolation::of).orElse(ClientSettings.DEFAULT.isolation());
    }

    private Retry retry(MappingReader reader) {
        reader.require("attempts");
        Retry retry = new Retry(
                sqlStates(reader),
                reader.value("attempts", Words.ATTEMPTS, Words::attempts).orElse(1),
                BackfillReader.pause(reader));
        reader.end();
        return retry;
    }

    private List<String> sqlStates(MappingReader reader) {
        List<String> states = reader.requiredTexts("on");
        YamlNode node = reader.node("on").orElse(null);
        if (node != null && !states.stream().allMatch(state -> state.matches("[0-9A-Z]{5}"))) {
            problems.add(node.place(), "‘" + String.join(", ", states) + "’ for ‘on’", SQL_STATE);
        }
        return states;
    }
}

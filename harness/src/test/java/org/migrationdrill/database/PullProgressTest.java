package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.PullResponseItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PullProgressTest {
    private final List<String> told = new ArrayList<>();
    private final PullProgress pull = new PullProgress("shop:18", told::add);

    @Test
    void theLayersAreOneFigureAndNothingIsSaidTwice() {
        see("18", "Pulling from shop", 0, 0);
        see("a", "Pulling fs layer", 0, 0);
        see("b", "Pulling fs layer", 0, 0);
        see("c", "Already exists", 0, 0);
        for (int share = 1; share <= 100; share++) {
            see("a", "Downloading", share * 10_000, 1_000_000);
            see("b", "Downloading", share * 20_000, 2_000_000);
        }
        see("a", "Verifying Checksum", 0, 0);
        see("a", "Extracting", 65_536, 1_000_000);
        see("b", "Pull complete", 0, 0);

        assertThat(told).startsWith("pulling the image shop:18", "pulling the image shop:18: 0 of 1 MB");
        assertThat(told).endsWith("pulling the image shop:18: 2 of 3 MB", "pulling the image shop:18: 3 of 3 MB");
        assertThat(told).hasSize(6);
    }

    @Test
    void aRefusalOfTheRegistryIsThePullsFailure() {
        pull.onNext(JsonMapper.shared()
                .readValue("{\"errorDetail\": {\"message\": \"unauthorized: log in\"}}", PullResponseItem.class));

        assertThatThrownBy(pull::awaitCompletion).hasMessageContaining("unauthorized: log in");
    }

    private void see(String layer, String status, long current, long total) {
        pull.onNext(JsonMapper.shared()
                .readValue(
                        """
                {"id": "%s", "status": "%s", "progressDetail": {%s}}""".formatted(
                                layer, status, total == 0 ? "" : "\"current\": " + current + ", \"total\": " + total),
                        PullResponseItem.class));
    }
}

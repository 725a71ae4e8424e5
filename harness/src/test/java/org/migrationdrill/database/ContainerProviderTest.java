package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerProviderTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, postgres:18",
                "17, -, -, postgres:17",
                "-, 16, -, postgres:16",
                "17, 16, -, postgres:17",
                "17, 16, registry.test/own:15, registry.test/own:15",
            })
    void theImageIsTheOneNamedElseTheVersionAskedForElseTheUsualElseTheNewest(
            @Nullable String asked, @Nullable String usual, @Nullable String image, String taken) {
        ContainerRequest container = new ContainerRequest(
                Optional.ofNullable(image), Optional.ofNullable(usual), OptionalLong.empty(), OptionalDouble.empty());
        ServerRequest request =
                new ServerRequest("a-drill", "postgresql", Optional.ofNullable(asked), Map.of(), container);

        assertThat(ContainerProvider.image(request).asCanonicalNameString()).isEqualTo(taken);
    }
}

package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An image that the engine has not is pulled, and how far that is can be seen. */
class ContainerPullIT {
    @BeforeAll
    static void needDocker() {
        Docker.require();
    }

    @Test
    void aPullTellsHowFarItIs() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        try (PlayedRegistry registry = new PlayedRegistry(() -> halfSeen(told))) {
            String image = registry.image();
            try {
                new ContainerProvider().prepare(Docker.drill("a-pull", Docker.request(image)), told::add);

                assertThat(told).first().isEqualTo("pulling the image " + image);
                assertThat(told).hasSizeLessThan(12).doesNotHaveDuplicates().allSatisfy(text -> assertThat(text)
                        .startsWith("pulling the image " + image));
                assertThat(told).last().asString().endsWith(": 8 of 9 MB");
                assertThat(Docker.client().inspectImageCmd(image).exec().getId())
                        .startsWith("sha256:");
            } finally {
                Docker.client().removeImageCmd(image).withForce(true).exec();
            }
        }
    }

    private static boolean halfSeen(List<String> told) {
        return told.stream().anyMatch(text -> text.matches(".*: [1-7] of 9 MB"));
    }
}

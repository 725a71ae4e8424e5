package org.migrationdrill.database;

import java.util.UUID;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The test's image with something else to do at its start, for what can go wrong there. Removed when closed.
 *
 * @param name with a tag
 */
record DerivedImage(String name) implements AutoCloseable {
    /** One that runs a script of the shell. */
    static DerivedImage running(String script) {
        String name = "migration-drill-test/derived:" + UUID.randomUUID();
        new ImageFromDockerfile(name, true)
                .withDockerfileFromBuilder(file ->
                        file.from(Docker.image()).entryPoint("sh", "-c", script).build())
                .get();
        return new DerivedImage(name);
    }

    @Override
    public void close() {
        Docker.client().removeImageCmd(name).withForce(true).exec();
    }
}

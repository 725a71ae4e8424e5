package org.migrationdrill.scenarios;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.migrationdrill.junit.DrillSettings;
import org.migrationdrill.junit.DrillTree;

/** The drills of this module's scenarios, or of {@code -Ddrill.scenarios=DIR}; under {@code -Pdrill}. */
class DrillsIT {
    @TestFactory
    Stream<DynamicNode> drills() {
        return DrillTree.of(DrillSettings.fromSystemProperties(Path.of("").toAbsolutePath()));
    }
}

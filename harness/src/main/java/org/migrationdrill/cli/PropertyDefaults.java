package org.migrationdrill.cli;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that is not given has the value of the system property that a build sets for the same: much advice names that one. Of a
 * walk only those that say which server is started; the others are about drills.
 */
final class PropertyDefaults implements IDefaultValueProvider {
    private static final Map<String, String> PROPERTIES = Map.of(
            "--only", "drill.only",
            "--depth", "drill.depth",
            "--rehearsals", "drill.rehearsals",
            "--scale", "drill.scale",
            "--seed", "drill.seed",
            "--fail-on", "drill.fail-on",
            "--provider", "drill.provider",
            "--server-version", "drill.version",
            "--output", "drill.reports");

    private static final Set<String> OF_A_WALK = Set.of("--provider", "--server-version");

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        String property =
                argument instanceof OptionSpec option && isMeant(option) ? PROPERTIES.get(option.longestName()) : null;
        return property == null ? null : System.getProperty(property);
    }

    private static boolean isMeant(OptionSpec option) {
        return !(option.command().userObject() instanceof WalkCommand) || OF_A_WALK.contains(option.longestName());
    }
}

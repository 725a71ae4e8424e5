package org.migrationdrill.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk through a history of migrations found: {@code walk.json} as data. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} where this version of the tool wrote it
 * @param history the directory as it was named
 * @param layout the files' layout: {@code golang-migrate}
 * @param engine {@code postgresql}
 * @param server the server's full version: {@code 18.6}
 * @param migrations in the order of the history
 * @param chain all the way back and forward once more
 * @param ownWorkMs the median, over the migrations, of the time that the walk's own work took: reading catalogs and rows and comparing
 *     them, without the migrations, without copying databases and without making rows up; null where there was none
 * @param limits what this walk does not prove, in sentences
 */
public record WalkReport(
        String schemaVersion,
        String toolVersion,
        String history,
        String layout,
        String engine,
        String server,
        List<WalkedMigration> migrations,
        WalkedChain chain,
        @Nullable Long ownWorkMs,
        List<String> limits) {
    /** The contract's version: additions stay within it. */
    public static final String SCHEMA_VERSION = "1";

    public WalkReport {
        requireNonNull(chain, "chain");
        migrations = List.copyOf(migrations);
        limits = List.copyOf(limits);
    }
}

package org.migrationdrill.scenario;

import java.nio.file.Path;
import org.migrationdrill.input.Place;

/**
 * An app version or a consumer as drill.yaml names it.
 *
 * @param name the version ({@code 1.10}, as written) or the consumer's name
 * @param suite its query suite, absolute
 * @param client how it uses the database
 * @param place where it is named
 */
public record SuiteFile(String name, Path suite, ClientSettings client, Place place) {}

package org.migrationdrill.database;

import java.util.List;

/**
 * What a drill knows of a database that somebody else started.
 *
 * @param disposable the name of the database that may be destroyed
 * @param never names and hosts of databases that are never to be drilled on; {@code *} stands for any letters
 * @param copies whether copies of it may be made on its server
 */
public record ExternalRequest(String disposable, List<String> never, boolean copies) {
    public ExternalRequest {
        never = List.copyOf(never);
    }
}

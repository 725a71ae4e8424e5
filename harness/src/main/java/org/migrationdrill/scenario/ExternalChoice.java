package org.migrationdrill.scenario;

import java.util.List;

/**
 * What a scenario says of the database that {@code provider: external} attaches to. Where it is and who logs in is not said here: that
 * comes from the environment.
 *
 * @param disposable the database's name, once more
 * @param never names and hosts of databases that are never to be drilled on; {@code *} stands for any letters
 * @param copies whether copies of the database may be made
 * @param reset the command that puts the database back to where it was, where no copies are made; empty: there is none
 * @param showValues whether values of its rows may stand in the report
 */
public record ExternalChoice(
        String disposable, List<String> never, boolean copies, List<String> reset, boolean showValues) {
    public ExternalChoice {
        never = List.copyOf(never);
        reset = List.copyOf(reset);
    }
}

package org.migrationdrill.cli;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What the libraries that a drill uses say of themselves. */
final class Library {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Library() {}

    /**
     * To be called before any of them is used. What goes wrong in them, the drill says in its own words; a level that is set from
     * outside stays.
     */
    static void log(boolean wanted) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, wanted ? "info" : "off");
        }
        if (!wanted) {
            LogManager.getLogManager().reset();
            Logger.getLogger("").setLevel(Level.OFF);
        }
    }
}

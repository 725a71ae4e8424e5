package org.migrationdrill.migration;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flyway's log at SLF4J's debug level: what went wrong is a result, and the drill shows its own progress. */
final class QuietLog implements Log {
    private final Logger logger;

    private QuietLog(Logger logger) {
        this.logger = logger;
    }

    /** Flyway keeps its log in a static field, so this holds for the whole process. */
    static void install() {
        LogFactory.setLogCreator(type -> new QuietLog(LoggerFactory.getLogger(type)));
    }

    @Override
    public void debug(String message) {
        logger.debug(message);
    }

    @Override
    public void info(String message) {
        logger.debug(message);
    }

    @Override
    public void warn(String message) {
        logger.debug(message);
    }

    @Override
    public void error(String message) {
        logger.debug(message);
    }

    @Override
    public void error(String message, Exception cause) {
        logger.debug(message, cause);
    }

    @Override
    public void notice(String message) {
        logger.debug(message);
    }
}

package org.migrationdrill.cli;

import java.util.concurrent.Callable;

/** What a sub-command does. */
interface Subcommand extends Callable<Integer> {
    ExitCode end();

    @Override
    default Integer call() {
        return end().number();
    }
}

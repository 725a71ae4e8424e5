package org.migrationdrill.cli;

/** From which severity on a drill fails. */
enum FailOn {
    ERROR,
    WARNING
}

package org.migrationdrill.cli;

/** For whom a command writes: people or programs. */
enum Format {
    TEXT,
    JSON
}

package org.migrationdrill.rehearsal;

import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.fixture.Keys;

/**
 * The production-shaped database that every rehearsal starts from.
 *
 * @param keys of its rows, as far as operations ask for them
 */
record Golden(DatabaseCopy database, Keys keys) {}

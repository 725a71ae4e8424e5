/**
 * What was seen in a database, as data that no engine and no driver is needed to read: snapshots of its schema and their
 * differences. Reading them from a server is the business of {@code engine}.
 */
@NullMarked
package org.migrationdrill.observe;

import org.jspecify.annotations.NullMarked;

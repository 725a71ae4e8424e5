/**
 * What differs between database engines: how the catalog is read, how rows are compared, how lock waits are seen. Gives the data of
 * {@code observe} and uses no other package of the drill. The catalog queries themselves are SQL files beside these classes.
 */
@NullMarked
package org.migrationdrill.engine;

import org.jspecify.annotations.NullMarked;

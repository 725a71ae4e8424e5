/** Finds the statements that a reverse forgot, from what the catalogs say of the schema before and after. */
@NullMarked
package org.migrationdrill.mending;

import org.jspecify.annotations.NullMarked;

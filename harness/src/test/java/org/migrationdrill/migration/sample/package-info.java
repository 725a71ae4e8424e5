/** A location of Java migrations for the tests. */
@NullMarked
package org.migrationdrill.migration.sample;

import org.jspecify.annotations.NullMarked;

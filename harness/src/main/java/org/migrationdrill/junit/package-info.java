/** The way in for builds: drills as a tree of JUnit tests. */
@NullMarked
package org.migrationdrill.junit;

import org.jspecify.annotations.NullMarked;

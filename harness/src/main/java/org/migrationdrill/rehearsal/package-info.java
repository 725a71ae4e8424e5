/**
 * The plan of a drill, both directions, and the passes over it on fresh copies. What is seen goes into the recording; nothing is
 * judged here.
 */
@NullMarked
package org.migrationdrill.rehearsal;

import org.jspecify.annotations.NullMarked;

/**
 * How migration tools lay out a directory: which files are migrations, in which order and how each of them is run. Reads files and
 * touches no database. A tool is one class and one line in {@link org.migrationdrill.layout.Layouts}. May use {@code input}, and
 * {@code app} to tell statements apart.
 */
@NullMarked
package org.migrationdrill.layout;

import org.jspecify.annotations.NullMarked;

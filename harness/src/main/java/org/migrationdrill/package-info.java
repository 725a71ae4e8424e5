/** The way in for programs: {@link org.migrationdrill.Drill} runs one drill from plan to report. */
@NullMarked
package org.migrationdrill;

import org.jspecify.annotations.NullMarked;

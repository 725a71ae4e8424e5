/**
 * The way in for programs: {@link org.migrationdrill.ScenarioSelection} plans the drills of a folder, {@link org.migrationdrill.Drill}
 * runs one of them from plan to report.
 */
@NullMarked
package org.migrationdrill;

import org.jspecify.annotations.NullMarked;

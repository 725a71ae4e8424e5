/**
 * From a recording to findings, a verdict and the report. Pure functions: the same recording gives the same report, without a
 * database. A finding rests on what was recorded, never on the text of SQL; text only helps to say what to do.
 */
@NullMarked
package org.migrationdrill.judge;

import org.jspecify.annotations.NullMarked;

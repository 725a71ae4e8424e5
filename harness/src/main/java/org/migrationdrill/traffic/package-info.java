/**
 * What the running app and its neighbours do to a database: open-loop load and adversaries. Knows programs and their operations,
 * and nothing of plans, steps and judgements.
 */
@NullMarked
package org.migrationdrill.traffic;

import org.jspecify.annotations.NullMarked;

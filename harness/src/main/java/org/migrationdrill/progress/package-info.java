/** What whoever waits for a drill sees: what runs, how far it is, what comes next. */
@NullMarked
package org.migrationdrill.progress;

import org.jspecify.annotations.NullMarked;

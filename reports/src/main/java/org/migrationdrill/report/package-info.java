/**
 * The drill report as data, and its renderers: JSON by a schema, Markdown for a pull request. A record's component names are the
 * keys of {@code report.json}; what may be unmeasured is nullable, and the report says why in {@link
 * org.migrationdrill.report.DrillReport#notMeasured()}. Knows no database and uses no JDBC.
 */
@NullMarked
package org.migrationdrill.report;

import org.jspecify.annotations.NullMarked;

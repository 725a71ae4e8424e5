package org.migrationdrill.engine;

import org.jspecify.annotations.Nullable;

/**
 * A column that a value may have to be made up for.
 *
 * @param type may be a domain
 * @param nullable neither the column nor its domain forbids NULL
 * @param serverMade generated, or numbered by a sequence: never given a value first
 * @param generated can't be given a value at all
 * @param hasDefault whatever it is
 * @param numbering an expression that takes the next number from the sequence that numbers the column; null where there is none
 * @param steadyDefault the default, if it gives the same value each time; null otherwise
 */
record RowColumn(
        String name,
        ValueType type,
        int modifier,
        String typeSql,
        boolean nullable,
        boolean serverMade,
        boolean generated,
        boolean hasDefault,
        @Nullable String numbering,
        @Nullable String steadyDefault) {}

package org.migrationdrill.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadingCommentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE t|DROP TABLE t",
                "'  -- why\n-- more\n\n  DROP TABLE t -- really'|DROP TABLE t -- really",
                "/* one /* in the other */ still */ DROP TABLE t /* no */|DROP TABLE t /* no */",
                "'-- one\r\n/* two */-- three\nDROP TABLE t'|DROP TABLE t",
                "'-- nothing else'|''",
                "/* without an end|''",
                "'-1'|'-1'",
                "''|''"
            })
    void commentsAboveAStatementGo(String sql, String statement) {
        assertThat(LeadingComments.without(sql)).isEqualTo(statement);
    }
}

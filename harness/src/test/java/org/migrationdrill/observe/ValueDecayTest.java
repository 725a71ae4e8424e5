package org.migrationdrill.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueDecayTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "abc                           | NULL                       | EMPTIED",
                "abc                           | ''                         | EMPTIED",
                "abc                           | none                       | DEFAULTED",
                "NULL                          | none                       | DEFAULTED",
                "NULL                          | abc                        | REPLACED",
                "abcdef                        | abc                        | TRUNCATED",
                "'abc  '                       | abc                        | TRUNCATED",
                "abcdef                        | abX                        | REPLACED",
                "1.2345                        | 1.23                       | ROUNDED",
                "1.2355                        | 1.24                       | ROUNDED",
                "-1.5                          | -2                         | ROUNDED",
                "1.2345                        | 1.29                       | REPLACED",
                "16777217                      | 1.6777216e+07              | ROUNDED",
                "1.10                          | 1.1                        | RE_ENCODED",
                "10                            | 1                          | TRUNCATED",
                "2026-01-02 10:11:12.123456+00 | 2026-01-02 10:11:12+00     | ROUNDED",
                "2026-01-02 10:11:12+00        | 2026-01-02                 | ROUNDED",
                "2026-01-02 10:11:12+00        | 2026-01-02 12:11:12+00     | REPLACED",
                "Zoë                           | ZoÃ«                       | RE_ENCODED",
                "Zoë                           | Zo?                        | RE_ENCODED",
                "Zoë                           | zoë                        | RE_ENCODED",
                "'{\"a\":1}'                   | '{\"a\": 1}'               | RE_ENCODED",
                "'{\"a\":1, \"b\":2}'          | '{\"b\":2, \"a\":1}'       | REORDERED",
                "'{c,a,b}'                     | '{a,b,c}'                  | REORDERED",
                "red green                     | green red                  | REORDERED",
            })
    void aChangeIsNamedByWhatBecameOfTheValue(@Nullable String before, @Nullable String after, Degradation how) {
        assertThat(ValueDecay.of(before, after, "none")).isEqualTo(how);
    }

    @Test
    void theFormsOfOneLetterAreTheSameTextInOtherCharacters() {
        assertThat(ValueDecay.of("\u00e9", "e\u0301", null)).isEqualTo(Degradation.RE_ENCODED);
        assertThat(ValueDecay.of("a \uD83D\uDE00 b", "a  b", null)).isEqualTo(Degradation.RE_ENCODED);
    }

    @Test
    void aLongTextOfOddCharactersIsJudgedAtOnce() {
        String text = "\u00e9a".repeat(100_000);

        assertThat(ValueDecay.of(text, text + "x", null)).isEqualTo(Degradation.REPLACED);
    }

    @Test
    void wordsAreWrittenWithDashes() {
        assertThat(Degradation.RE_ENCODED.word()).isEqualTo("re-encoded");
    }
}

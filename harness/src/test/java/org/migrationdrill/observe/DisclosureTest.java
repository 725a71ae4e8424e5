package org.migrationdrill.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisclosureTest {
    @Test
    void aValueOfTheDrillsOwnIsShown() {
        assertThat(Disclosure.SHOWN.value("17")).isEqualTo("17");
        assertThat(Disclosure.SHOWN.message("P0001", "no order 17")).isEqualTo("no order 17");
    }

    @Test
    void theSameValueHasTheSameHashAndAnotherHasAnother() {
        assertThat(Disclosure.HASHED.value("17"))
                .matches("#[0-9a-f]{8}")
                .isEqualTo(Disclosure.HASHED.value("17"))
                .isNotEqualTo(Disclosure.HASHED.value("18"));
    }

    @Test
    void messagesLoseTheValuesThatTheyQuoteAndKeepNamesOfObjects() {
        assertThat(Disclosure.HASHED.message("22P02", "invalid input syntax for type integer: \"a \"quoted\" one\""))
                .isEqualTo("invalid input syntax for type integer: \"…\"");
        assertThat(Disclosure.HASHED.message("23505", "duplicate key value violates unique constraint \"orders_pkey\""))
                .contains("orders_pkey");
        assertThat(Disclosure.HASHED.message("P0001", "no order 17")).doesNotContain("17");
        assertThat(Disclosure.HASHED.message(null, "The command ended with 3: order 17\nis bad"))
                .isEqualTo("The command ended with 3; its output is not shown");
    }
}

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
        assertThat(Disclosure.HASHED.message("22P02", "invalid input syntax for type integer: \"a \"quoted\" one"))
                .isEqualTo("invalid input syntax for type integer");
        assertThat(Disclosure.HASHED.message("42P01", "relation \"orders\" does not exist"))
                .isEqualTo("relation \"orders\" does not exist");
        assertThat(Disclosure.HASHED.message("22012", "ERROR: division by zero"))
                .isEqualTo("division by zero");
        assertThat(Disclosure.HASHED.message("57014", "canceling statement due to lock timeout"))
                .isEqualTo("canceling statement due to lock timeout");
        assertThat(Disclosure.HASHED.message("2BP01", "cannot drop table orders because other objects depend on it"))
                .isEqualTo("cannot drop table orders because other objects depend on it");
        assertThat(Disclosure.HASHED.message(null, "customer 4711 has no address"))
                .isEqualTo("its text may carry values and is not shown");
        for (String state : new String[] {"P0001", "23514", "45000", "XX000", "22023", "42601", "55000", "42501"}) {
            assertThat(Disclosure.HASHED.message(state, "customer 4711 is bad"))
                    .as(state)
                    .isEqualTo("its text may carry values and is not shown");
        }
        assertThat(Disclosure.HASHED.message("23505", "duplicate key value violates unique constraint \"orders_pkey\""))
                .contains("orders_pkey");
        assertThat(Disclosure.HASHED.message(null, "The command ended with 3: order 17\nis bad"))
                .isEqualTo("The command ended with 3; its output is not shown");
    }
}

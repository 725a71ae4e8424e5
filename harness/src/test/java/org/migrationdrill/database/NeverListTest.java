package org.migrationdrill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeverListTest {
    private static final NeverList LIST = new NeverList(List.of("orders", "*.prod.example.com", "127.0.0.1"));

    @Test
    void namesMatchWhateverTheirCaseAndWithStars() {
        assertThat(LIST.match("Orders")).contains("orders");
        assertThat(LIST.match("db1.PROD.example.com.")).contains("*.prod.example.com");
        assertThat(LIST.match("orders_clone")).isEmpty();
        assertThat(LIST.match("prod.example.com.evil")).isEmpty();
    }

    @Test
    void aHostMatchesByItsAddress() {
        assertThat(LIST.matchHost("localhost")).contains("127.0.0.1");
        assertThat(LIST.matchHost("127.0.0.2")).isEmpty();
    }

    @Test
    void anEmptyListMatchesNothing() {
        assertThat(new NeverList(List.of()).matchHost("localhost")).isEmpty();
    }
}

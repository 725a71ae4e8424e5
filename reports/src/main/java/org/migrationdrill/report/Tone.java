package org.migrationdrill.report;

/** How something went. In every format it has a symbol, and the symbol never stands without words. */
enum Tone {
    GOOD("✅"),
    CAUTION("⚠️"),
    BAD("❌"),
    /** It must not be shipped. */
    STOP("⛔"),
    /** The drill itself broke. */
    BROKEN("💥"),
    NOTE("ℹ️"),
    ACCEPTED("☑️"),
    /** It did not happen. */
    NONE("—");

    private final String symbol;

    Tone(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }
}

package org.migrationdrill.report;

/** Symbols drawn rather than typed, since a font may lack them. A reader hears the words beside them instead. */
final class Icons {
    private Icons() {}

    static void write(Tone tone, Html html) {
        html.open("svg", "class", "icon", "viewBox", "0 0 16 16", "aria-hidden", "true", "focusable", "false");
        html.empty("path", "d", path(tone)).close();
    }

    private static String path(Tone tone) {
        return switch (tone) {
            case GOOD -> "M2.5 8.5l3.5 3.5 7.5-8";
            case CAUTION -> "M8 2L14.5 13.5h-13zM8 6.5v3.5M8 11.7v.3";
            case BAD -> "M3.5 3.5l9 9M12.5 3.5l-9 9";
            case STOP -> "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM4.5 8h7";
            case BROKEN -> "M9.5 1.5L3.5 9h4l-1 5.5 6-7.5h-4z";
            case NOTE -> "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13zM8 7.5v4M8 4.7v.3";
            case ACCEPTED -> "M2 2h12v12H2zM4.8 8.2l2.3 2.4 4.2-5";
            case NONE -> "M3.5 8h9";
        };
    }
}

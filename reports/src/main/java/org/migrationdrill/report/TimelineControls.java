package org.migrationdrill.report;

/** What moves the cursor and says what it is at. Hidden until a script brings it to life. */
final class TimelineControls {
    private TimelineControls() {}

    static void write(Html html) {
        html.open("div", "class", "controls", "id", "controls", "hidden", "hidden");
        html.open("div", "class", "buttons", "role", "group", "aria-label", "Time line");
        button("earlier", "◀", "Earlier slice", html);
        button("later", "▶", "Later slice", html);
        button("zoom-in", "+", "Zoom in", html);
        button("zoom-out", "−", "Zoom out", html);
        html.element("span", "← → move through the slices, Page Up and Page Down by seconds", "class", "hint");
        html.close();
        html.empty("hr");
        html.open("div", "id", "readout", "aria-hidden", "true").close();
        html.open("p", "id", "spoken", "class", "unseen", "aria-live", "polite").close();
        html.close();
    }

    private static void button(String id, String sign, String words, Html html) {
        html.element("button", sign, "type", "button", "id", id, "aria-label", words, "title", words);
    }
}

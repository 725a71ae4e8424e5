package org.migrationdrill.progress;

/** A line of a terminal that is written over and over. */
public final class TerminalLine {
    /** Empties the line that the cursor is in. */
    public static final String CLEAR = "\r\u001b[K";

    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private TerminalLine() {}

    /**
     * Writes over the line. What is too long for it ends at the terminal's edge, however wide that is: a line that went on below
     * could not be emptied any more.
     */
    public static String over(String text) {
        return CLEAR + NO_WRAP + text.replaceAll("\\p{Cntrl}", " ") + WRAP;
    }
}

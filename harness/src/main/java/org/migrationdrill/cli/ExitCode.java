package org.migrationdrill.cli;

/** How a command ended. Of several drills the highest counts. */
enum ExitCode {
    FINE(0, "fine"),
    FAILS(
            1,
            "the verdict is block, or a warning with --fail-on=warning; a walked migration is as bad as --fail-on says"),
    WRONG_INPUT(2, "wrong input: an option, a file; all mistakes are named, and nothing was started"),
    MACHINE(3, "this machine could not: no database, no room; what to do is said"),
    /** EX_SOFTWARE of sysexits.h. */
    FAULT(70, "a fault of Migration Drill itself, with its stack trace");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /** In words, for those who read the help. */
    String meaning() {
        return meaning;
    }

    ExitCode orWorse(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

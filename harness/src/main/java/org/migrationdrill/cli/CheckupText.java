package org.migrationdrill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.database.DockerCheck;
import org.migrationdrill.database.EmbeddedCheck;

/** A check-up for people. */
final class CheckupText {
    private static final long ENOUGH_BYTES = 2L << 30;

    private final Checkup checkup;
    private final List<String> lines = new ArrayList<>();

    CheckupText(Checkup checkup) {
        this.checkup = checkup;
    }

    String text() {
        lines.add("Migration Drill " + checkup.toolVersion() + " on Java "
                + checkup.java().version() + ", "
                + checkup.os().name() + " " + checkup.os().arch() + ", "
                + checkup.machine().cores() + " cores, "
                + size(checkup.machine().memoryBytes()) + " of memory");
        lines.add("");
        embedded(checkup.embedded());
        docker(checkup.docker());
        place(checkup.embedded());
        lines.add("");
        lines.add(conclusion());
        return lines.stream().collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    private void embedded(EmbeddedCheck embedded) {
        String versions = embedded.versions().isEmpty() ? "none" : String.join(", ", embedded.versions());
        if (embedded.started() == null) {
            line(false, "embedded", "PostgreSQL does not start here; binaries: " + versions + ". " + embedded.reason());
        } else {
            line(
                    true,
                    "embedded",
                    "PostgreSQL " + embedded.started() + " starts here in " + seconds(embedded.startMs())
                            + "; binaries: " + versions);
        }
        more("for others, --binaries with the jar that one of these fetches:");
        checkup.downloads().values().forEach(command -> more("  " + command));
    }

    private void docker(DockerCheck docker) {
        if (docker.answers()) {
            line(
                    true,
                    "docker",
                    "version " + docker.version() + " answers at " + docker.address() + "; images: "
                            + (docker.images().isEmpty() ? "none of PostgreSQL" : String.join(", ", docker.images())));
        } else {
            line(false, "docker", String.valueOf(docker.reason()));
        }
    }

    private void place(EmbeddedCheck embedded) {
        Long free = embedded.freeBytes();
        line(
                free != null && free >= ENOUGH_BYTES,
                "disk",
                (free == null ? "it can't be told how much is free" : size(free) + " free") + " in " + embedded.place()
                        + ", where databases live (-Djava.io.tmpdir names another place)");
        line(
                embedded.left() == 0,
                "leftovers",
                leftovers(embedded) + containers(checkup.docker().abandoned()));
    }

    private static String leftovers(EmbeddedCheck embedded) {
        return embedded.abandoned() == 0
                ? "none of killed drills"
                : "of " + embedded.abandoned() + " killed drills; cleared up now: "
                        + (embedded.abandoned() - embedded.left());
    }

    private static String containers(@Nullable Integer abandoned) {
        return abandoned == null || abandoned == 0
                ? ""
                : "; containers: " + abandoned + ", which the next drill in one removes";
    }

    private String conclusion() {
        boolean embedded = checkup.embedded().started() != null;
        if (!checkup.canDrill()) {
            return "No drill can run here. Mend what is said of embedded or of docker; one of them is enough.";
        }
        return "Drills run here: " + (embedded ? "embedded" : "")
                + (embedded && checkup.docker().answers() ? ", " : "")
                + (checkup.docker().answers() ? "in a container" : "") + ".";
    }

    private void line(boolean good, String what, String text) {
        lines.add(String.format(Locale.ROOT, "  %-3s  %-9s  %s", good ? "ok" : "no", what, indented(text)));
    }

    private void more(String text) {
        lines.add(" ".repeat(18) + text);
    }

    private static String indented(String text) {
        return text.replace("\n", System.lineSeparator() + " ".repeat(18));
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static String seconds(@Nullable Long milliseconds) {
        return milliseconds == null ? "?" : String.format(Locale.ROOT, "%.1f s", milliseconds / 1e3);
    }
}

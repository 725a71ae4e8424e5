package org.migrationdrill.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who the server runs as: the drill's own user, or an unprivileged one when that is root, because PostgreSQL refuses root.
 *
 * @param prefix what stands before each command
 * @param owner the user the server's files are given to; empty when they are its own already
 */
record Account(List<String> prefix, String owner) {
    private static final String UNPRIVILEGED = "nobody";
    private static final String RUN_THE_ARGUMENTS = "exec \"$0\" \"$@\"";

    Account {
        prefix = List.copyOf(prefix);
    }

    /**
     * The first account that can run {@code program}.
     *
     * @param home a directory of the drill's user
     */
    static Account thatRuns(Path program, Path home) throws IOException {
        if (!isRoot(home)) {
            return new Account(List.of(), "");
        }
        return unprivileged().stream()
                .filter(account -> account.canRun(program, home))
                .findFirst()
                .orElseThrow(() -> new DatabaseUnavailableException("PostgreSQL does not run as root, and none of "
                        + "setpriv, unshare, runuser and su could start " + program + " as another user. Run the drill "
                        + "as an ordinary user, or let the user ‘nobody’ enter " + home.getParent()
                        + " (-Djava.io.tmpdir names another place)."));
    }

    private static List<Account> unprivileged() {
        String group = output(List.of("id", "-g", UNPRIVILEGED));
        return List.of(
                new Account(
                        List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + group, "--clear-groups"),
                        UNPRIVILEGED),
                // Root without its powers: the files stay its own.
                new Account(List.of("unshare", "--user"), ""),
                new Account(List.of("runuser", "-u", UNPRIVILEGED, "--"), UNPRIVILEGED),
                new Account(List.of("su", "-s", "/bin/sh", "-c", RUN_THE_ARGUMENTS, "--", UNPRIVILEGED), UNPRIVILEGED));
    }

    static boolean isRoot(Path ownFile) throws IOException {
        return ownFile.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Integer.valueOf(0).equals(Files.getAttribute(ownFile, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Gives a file to the account. */
    void own(Path file) throws IOException {
        if (!owner.isEmpty()) {
            var principal = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
            Files.getFileAttributeView(file, PosixFileAttributeView.class).setOwner(principal);
        }
    }

    private boolean canRun(Path program, Path home) {
        try {
            Process process = new ProcessBuilder(command(List.of(program.toString(), "--version")))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // this tool is not there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return UNPRIVILEGED;
        }
    }
}

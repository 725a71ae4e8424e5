package org.migrationdrill.database;

import java.io.IOException;

/** Starts a server of a provider, says what came of it in a line, and keeps the server until its input ends. */
final class ServerKeeper {
    static final String READY = "ready: ";
    static final String REFUSED = "refused: ";
    static final String CLOSED = "closed without an exception";

    private ServerKeeper() {}

    /** @param arguments the provider, the image, the drill */
    public static void main(String[] arguments) throws IOException {
        ServerRequest request = Docker.drill(arguments[2], Docker.request(arguments[1]));
        try {
            DatabaseProvider.Choice choice =
                    DatabaseProvider.named(arguments[0]).choose(request, detail -> {});
            try (DatabaseServer server = choice.provider().start(request)) {
                System.out.println(
                        READY + server.provider() + ", " + choice.reason().orElse("as asked"));
                while (System.in.read() >= 0) {
                    // Whoever started this holds the other end.
                }
            }
            System.out.println(CLOSED);
        } catch (DatabaseUnavailableException e) {
            System.out.println(REFUSED + e.getMessage());
        }
    }
}

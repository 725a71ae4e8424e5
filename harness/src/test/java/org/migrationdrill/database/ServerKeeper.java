package org.migrationdrill.database;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a server of a provider with a database, says what came of it in a line, and keeps the server until its input ends. */
final class ServerKeeper {
    static final String READY = "ready: ";
    static final String REFUSED = "refused: ";
    static final String CLOSED = "closed without an exception";

    private ServerKeeper() {}

    /** @param arguments the provider, the image, the drill; of the external provider that is also the database */
    public static void main(String[] arguments) throws IOException {
        ServerRequest request = new ServerRequest(
                arguments[2],
                "postgresql",
                Optional.empty(),
                Map.of(),
                Docker.request(arguments[1]),
                Optional.of(new ExternalRequest(arguments[2], List.of(), true)));
        try {
            DatabaseProvider.Choice choice =
                    DatabaseProvider.named(arguments[0]).choose(request, detail -> {});
            try (DatabaseServer server = choice.provider().start(request)) {
                server.create("kept");
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

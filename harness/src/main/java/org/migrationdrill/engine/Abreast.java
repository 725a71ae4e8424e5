package org.migrationdrill.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads several databases at once: the server has a process for each session, and one session keeps but one core busy. */
final class Abreast {
    private Abreast() {}

    /** What is read of one database, on a session that nothing else uses meanwhile. */
    interface Reading<T> {
        T read() throws SQLException;
    }

    /** The results in the order of the readings. All have ended when this returns or throws. */
    static <T> List<T> read(List<Reading<T>> readings) throws SQLException {
        List<CompletableFuture<T>> running =
                readings.stream().map(Abreast::start).toList();
        try {
            CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw e;
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static <T> CompletableFuture<T> start(Reading<T> reading) {
        CompletableFuture<T> result = new CompletableFuture<>();
        new Thread(() -> complete(result, reading), "drill reading").start();
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Reading<T> reading) {
        try {
            result.complete(reading.read());
        } catch (SQLException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}

package org.migrationdrill.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationdrill.database.DatabaseCopy;

/** PostgreSQL's own load generator, with prepared statements, as fast as it can. */
public final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Path DEBIANS = Path.of("/usr/lib/postgresql");

    private final Path program;
    private final DatabaseCopy database;

    private Pgbench(Path program, DatabaseCopy database) {
        this.program = program;
        this.database = database;
    }

    /** @throws AssertionError when this machine has no pgbench: a benchmark without its other side says nothing */
    public static Pgbench against(DatabaseCopy database) throws IOException {
        List<Path> places = new ArrayList<>();
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .forEach(places::add);
        if (Files.isDirectory(DEBIANS)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIANS)) {
                versions.forEach(version -> places.add(version.resolve("bin")));
            }
        }
        Path program = places.stream()
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .max(Comparator.comparing(Path::toString))
                .orElseThrow(() -> new AssertionError("The benchmark needs pgbench and found none in " + places
                        + ". Install it: apt-get install postgresql-contrib (Debian has it in postgresql-<version>)."));
        return new Pgbench(program, database);
    }

    /** Transactions a second over so many connections. */
    public double perSecond(String script, int connections, Duration duration) throws Exception {
        Path file = Files.createTempFile("bench", ".sql");
        try {
            Files.writeString(file, script);
            ProcessBuilder builder = new ProcessBuilder(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + connections,
                    "--jobs=" + Math.min(connections, Runtime.getRuntime().availableProcessors()),
                    "--time=" + duration.toSeconds(),
                    "--file=" + file,
                    "--host=" + database.host(),
                    "--port=" + database.port(),
                    "--username=" + database.user(),
                    database.name());
            builder.environment().put("PGPASSWORD", database.password());
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new AssertionError("pgbench failed:\n" + output);
            }
            return Double.parseDouble(rate.group(1));
        } finally {
            Files.delete(file);
        }
    }
}

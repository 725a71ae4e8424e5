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
import org.migrationdrill.engine.AppLogins.Login;

/** PostgreSQL's own load generator, with prepared statements, as fast as it can. */
public final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Path DEBIANS = Path.of("/usr/lib/postgresql");

    private final Path program;
    private final DatabaseCopy database;
    private final Login login;

    private Pgbench(Path program, DatabaseCopy database, Login login) {
        this.program = program;
        this.database = database;
        this.login = login;
    }

    /** Logged in as the database's own user. */
    public static Pgbench against(DatabaseCopy database) throws IOException {
        return against(database, new Login(database.user(), database.password(), database.user(), List.of()));
    }

    /** @throws AssertionError when this machine has no pgbench: a benchmark without its other side says nothing */
    public static Pgbench against(DatabaseCopy database, Login login) throws IOException {
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
        return new Pgbench(program, database, login);
    }

    /** Makes the tables of the built-in transactions, of 100,000 accounts for each unit of scale. */
    public void initialize(int scale) throws Exception {
        run("--initialize", "--quiet", "--scale=" + scale);
    }

    /** Transactions of the built-in kind (three updates, a query, an insert) a second over so many connections. */
    public double perSecond(int connections, Duration duration) throws Exception {
        return rate("--builtin=tpcb-like", connections, duration);
    }

    /** Transactions of the script's a second over so many connections. */
    public double perSecond(String script, int connections, Duration duration) throws Exception {
        Path file = Files.createTempFile("bench", ".sql");
        try {
            Files.writeString(file, script);
            return rate("--file=" + file, connections, duration);
        } finally {
            Files.delete(file);
        }
    }

    private double rate(String transactions, int connections, Duration duration) throws Exception {
        String output = run(
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=" + Math.min(connections, Runtime.getRuntime().availableProcessors()),
                "--time=" + duration.toSeconds(),
                transactions);
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new AssertionError("pgbench said no rate:\n" + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--username=" + login.user(),
                database.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", login.password());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("pgbench failed:\n" + output);
        }
        return output;
    }
}

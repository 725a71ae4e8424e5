package org.migrationdrill;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the README quotes of a report: the lines between {@code <!-- excerpt of NAME: begin -->} and {@code <!-- excerpt: end -->}, each
 * behind a {@code >} or four spaces. A line {@code […]} stands for some that are left out.
 *
 * @param of whose report it is
 */
public record ReadmeExcerpt(String of, List<String> lines) {
    static final Path README = Path.of("../README.md");
    private static final Path TO_DATE = Path.of("target/readme-excerpts");
    private static final Pattern MARKED =
            Pattern.compile("<!-- excerpt of (\\S+): begin -->\n(.*?)<!-- excerpt: end -->", Pattern.DOTALL);

    static List<ReadmeExcerpt> all() throws IOException {
        List<ReadmeExcerpt> all = new ArrayList<>();
        Matcher marked = MARKED.matcher(Files.readString(README));
        while (marked.find()) {
            all.add(new ReadmeExcerpt(marked.group(1), quoted(marked.group(2))));
        }
        return all;
    }

    public static Optional<ReadmeExcerpt> of(String name) throws IOException {
        return all().stream().filter(excerpt -> excerpt.of().equals(name)).findFirst();
    }

    private static List<String> quoted(String text) {
        return text.lines().map(line -> line.replaceFirst("^(?:> ?| {4})", "")).toList();
    }

    /** Fails unless every line stands in the report, in this order; only times may be others. */
    public void standsIn(Path report) throws IOException {
        List<String> written = Files.readAllLines(report);
        List<String> missing = missing(written);
        if (!missing.isEmpty()) {
            fail(
                    "README.md quotes the report of %s with lines that it does not have, or has elsewhere:%n%s%nThe report is %s; "
                            + "the excerpt as it would be now is %s. Read it, and put it between the README's marks.",
                    of,
                    String.join(System.lineSeparator(), missing),
                    report.toAbsolutePath(),
                    writeToDate(written).toAbsolutePath());
        }
    }

    List<String> missing(List<String> report) {
        List<String> missing = new ArrayList<>();
        int next = 0;
        for (String line : lines) {
            int at = isLeftOut(line) ? next - 1 : indexOf(line, report, next);
            if (at < 0 && !isLeftOut(line)) {
                missing.add(line);
            } else {
                next = at + 1;
            }
        }
        return missing;
    }

    private static boolean isLeftOut(String line) {
        return line.isBlank() || line.equals("[…]");
    }

    private static int indexOf(String line, List<String> report, int from) {
        for (int i = from; i < report.size(); i++) {
            if (withoutTimes(report.get(i)).equals(withoutTimes(line))) {
                return i;
            }
        }
        return -1;
    }

    private static String withoutTimes(String line) {
        return line.replaceAll("[\\d.,]+ (ms|s|min|h)\\b", "TIME");
    }

    private Path writeToDate(List<String> report) throws IOException {
        Path file = TO_DATE.resolve(of.replace('/', '-') + ".md");
        Files.createDirectories(TO_DATE);
        return Files.writeString(
                file,
                toDate(report).stream()
                        .map(line -> ("> " + line).stripTrailing())
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** In place of each quoted line the report's that begins most like it. */
    List<String> toDate(List<String> report) {
        return lines.stream()
                .map(line -> isLeftOut(line) || report.contains(line) ? line : nearest(line, report.stream()))
                .toList();
    }

    private static String nearest(String line, Stream<String> report) {
        return report.max(Comparator.comparingInt(other -> alike(line, other))).orElse("");
    }

    /** How many characters both begin with. */
    private static int alike(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}

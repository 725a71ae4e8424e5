package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the figures depend on, and what the report does not prove. */
final class EnvironmentSection {
    /** Where no database was started. */
    private static final String NO_PROVIDER = "none";

    private EnvironmentSection() {}

    static void render(DrillReport report, Page page) {
        unproven(report, page);
        var environment = report.environment();
        page.heading("Where it ran");
        page.bullets(facts(report, environment));
        if (!environment.rows().isEmpty()) {
            page.folded(Phrase.of("Rows and settings"), false, () -> tables(environment, page));
        }
        page.line(Phrase.of("Migration Drill ")
                .quote(report.toolVersion())
                .words(". The whole report is ")
                .code(ReportFiles.JSON_NAME)
                .words(", version ")
                .quote(report.schemaVersion())
                .words("."));
    }

    private static void unproven(DrillReport report, Page page) {
        var lines = new ArrayList<Phrase>();
        var environment = report.environment();
        environment.limits().forEach(limit -> lines.add(Phrase.ofQuote(limit)));
        keysByReason(report).forEach((reason, keys) -> lines.add(notMeasured(reason, keys)));
        environment
                .noise()
                .forEach(noise -> lines.add(Phrase.of("Not compared: ").quote(noise)));
        if (!lines.isEmpty()) {
            page.heading("What this report does not prove");
            page.bullets(page.first(lines, page.detail().rows(), "limit"));
        }
    }

    private static Map<String, List<String>> keysByReason(DrillReport report) {
        return report.notMeasured().stream()
                .collect(Collectors.groupingBy(
                        NotMeasured::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(NotMeasured::key, Collectors.toList())));
    }

    private static Phrase notMeasured(String reason, List<String> keys) {
        return Phrase.of("Not measured: ").and(Phrase.codes(keys)).words(". ").quote(reason);
    }

    private static List<Phrase> facts(DrillReport report, Environment environment) {
        return List.of(server(environment), Phrase.of(size(environment)), run(report, environment));
    }

    private static Phrase run(DrillReport report, Environment environment) {
        return Phrase.of("Depth ")
                .quote(report.depth())
                .words(", seed ")
                .code(Long.toString(environment.seed()))
                .words(". Started ")
                .code(environment.startedAt().toString())
                .words(", took " + Figures.duration(environment.durationMs()) + ".");
    }

    private static Phrase server(Environment environment) {
        if (environment.provider().equals(NO_PROVIDER)) {
            return Phrase.of("No database was started.");
        }
        return Phrase.ofQuote(environment.engine())
                .words(" ")
                .quote(environment.version())
                .and(inBrackets("production has ", environment.productionVersion()))
                .words(", ")
                .quote(environment.provider())
                .and(inBrackets("", environment.chosenSince()))
                .words(", " + machine(environment));
    }

    private static Phrase inBrackets(String words, @Nullable String quote) {
        return quote == null
                ? Phrase.of("")
                : Phrase.of(" (" + words).quote(quote).words(")");
    }

    private static String machine(Environment environment) {
        String memory =
                environment.memoryBytes() == null ? "" : ", " + Figures.bytes(environment.memoryBytes()) + " of memory";
        if (environment.cores() == 0) {
            return "on a machine that the drill can't look at";
        }
        return "on " + Figures.count(environment.cores(), "core") + memory;
    }

    private static String size(Environment environment) {
        if (environment.rows().isEmpty()) {
            return "No table was filled.";
        }
        long rows =
                environment.rows().values().stream().mapToLong(Long::longValue).sum();
        String bytes = environment.bytes() == null ? "" : ", " + Figures.bytes(environment.bytes());
        return Figures.count(rows, "row") + " in "
                + Figures.count(environment.rows().size(), "table") + bytes + ", "
                + Figures.percent(environment.scale()) + " of production's rows.";
    }

    private static void tables(Environment environment, Page page) {
        var rows = new ArrayList<List<Phrase>>();
        environment
                .rows()
                .forEach((table, number) ->
                        rows.add(List.of(Phrase.ofCode(table), Phrase.ofFigure(Figures.count(number)))));
        page.table("Rows of each table", Phrase.all("Table", "Rows"), rows);
        var settings = new ArrayList<List<Phrase>>();
        environment
                .settings()
                .forEach((name, value) -> settings.add(List.of(Phrase.ofCode(name), Phrase.ofCode(value))));
        if (!settings.isEmpty()) {
            page.table("The server's settings", Phrase.all("Setting", "Value"), settings);
        }
    }
}

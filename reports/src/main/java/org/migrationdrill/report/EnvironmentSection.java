package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the figures depend on, and what the report does not prove. */
final class EnvironmentSection {
    private EnvironmentSection() {}

    static void render(DrillReport report, Page page) {
        unproven(report, page);
        var environment = report.environment();
        page.heading("Where it ran");
        page.bullets(facts(report, environment, page));
        if (!environment.rows().isEmpty()) {
            page.folded("Rows and settings", false, () -> tables(environment, page));
        }
        page.line("Migration Drill " + page.text(report.toolVersion()) + ". The whole report is `report.json`, version "
                + page.text(report.schemaVersion()) + ".");
    }

    private static void unproven(DrillReport report, Page page) {
        var lines = new ArrayList<String>();
        var environment = report.environment();
        environment.limits().forEach(limit -> lines.add(page.text(limit)));
        keysByReason(report).forEach((reason, keys) -> lines.add(notMeasured(reason, keys, page)));
        environment.noise().forEach(noise -> lines.add("Not compared: " + page.text(noise)));
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

    private static String notMeasured(String reason, List<String> keys, Page page) {
        String names = keys.stream().map(page::code).collect(Collectors.joining(", "));
        return "Not measured: " + names + ". " + page.text(reason);
    }

    private static List<String> facts(DrillReport report, Environment environment, Page page) {
        return List.of(
                server(environment, page),
                size(environment),
                "Depth " + page.text(report.depth()) + ", seed " + page.code(Long.toString(environment.seed()))
                        + ". Started " + environment.startedAt() + ", took "
                        + Figures.duration(environment.durationMs()) + ".");
    }

    /** A machine without a core is one that nobody looked at, since no server was started on it. */
    private static String server(Environment environment, Page page) {
        if (environment.cores() == 0) {
            return "No database was started.";
        }
        return page.text(environment.engine()) + " " + page.text(environment.version()) + ", "
                + page.text(environment.provider()) + ", " + machine(environment);
    }

    private static String machine(Environment environment) {
        String memory =
                environment.memoryBytes() == null ? "" : ", " + Figures.bytes(environment.memoryBytes()) + " of memory";
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
        var rows = new ArrayList<List<String>>();
        environment.rows().forEach((table, number) -> rows.add(List.of(page.code(table), Figures.count(number))));
        page.table(List.of("Table", "Rows"), rows);
        var settings = new ArrayList<List<String>>();
        environment.settings().forEach((name, value) -> settings.add(List.of(page.code(name), page.code(value))));
        if (!settings.isEmpty()) {
            page.table(List.of("Setting", "Value"), settings);
        }
    }
}

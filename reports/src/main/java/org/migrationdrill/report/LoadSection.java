package org.migrationdrill.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.LoadReport.BandReport;
import org.migrationdrill.report.LoadReport.ClientReport;
import org.migrationdrill.report.LoadReport.LateReport;

/** Who sent operations and how, who was in the way, and when the generator itself was late. */
final class LoadSection {
    private static final List<Phrase> CLIENTS = Phrase.all(
            "Version",
            "Role",
            "Connections",
            "Due per second",
            "Isolation",
            "Prepared",
            "Statement timeout",
            "Retries");

    private static final List<Phrase> ADVERSARIES = Phrase.all("Adversary", "What it does", "From", "To");

    private LoadSection() {}

    static void render(LoadReport load, Page page) {
        late(load.late(), page);
        var adversaries = load.bands().stream()
                .filter(band -> BandKind.ADVERSARY.has(band))
                .toList();
        page.folded(Phrase.of("Who sent operations, and who was in the way"), false, () -> {
            page.table(
                    "Who sent operations, and how",
                    CLIENTS,
                    load.clients().stream().map(LoadSection::client).toList());
            if (adversaries.isEmpty()) {
                page.line(Phrase.of("No adversary was in the way."));
                return;
            }
            page.table(
                    "Adversaries, which production has too",
                    ADVERSARIES,
                    page.first(adversaries, page.detail().figures(), "adversary run").stream()
                            .map(LoadSection::adversary)
                            .toList());
        });
    }

    private static void late(List<LateReport> late, Page page) {
        if (late.isEmpty()) {
            return;
        }
        double total =
                late.stream().mapToDouble(one -> one.endMs() - one.startMs()).sum();
        page.line(Phrase.of("The load's generator itself was late " + Figures.count(late.size(), "time") + ", for "
                + Figures.millis(total) + " in all: what was due then has no figures."));
    }

    private static List<Phrase> client(ClientReport client) {
        return List.of(
                Phrase.ofCode(client.version()).words(client.consumer() ? ", a consumer" : ""),
                Phrase.ofCode(client.role()),
                Phrase.ofFigure(Figures.count(client.pool())),
                Phrase.ofFigure(Figures.rate(client.ratePerSecond())),
                Phrase.ofQuote(client.isolation()),
                Phrase.of(client.preparedStatements() ? "on the server" : "no"),
                timeout(client.statementTimeoutMs()),
                retries(client));
    }

    private static Phrase timeout(@Nullable Long millis) {
        return millis == null ? Phrase.of("the server's") : Phrase.ofFigure(Figures.duration(millis));
    }

    private static Phrase retries(ClientReport client) {
        if (client.attempts() <= 1 || client.retriedStates().isEmpty()) {
            return Phrase.of("none");
        }
        return Phrase.of(Figures.count(client.attempts() - 1L) + " after ").and(Phrase.codes(client.retriedStates()));
    }

    private static List<Phrase> adversary(BandReport band) {
        return List.of(
                Phrase.ofCode(band.label()),
                band.detail().isEmpty() ? Phrase.NOTHING : Phrase.ofQuote(band.detail()),
                Phrase.ofFigure(Figures.instant(band.startMs())),
                Phrase.ofFigure(Figures.instant(band.endMs())));
    }
}

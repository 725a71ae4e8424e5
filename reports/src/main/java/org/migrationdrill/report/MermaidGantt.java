package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.migrationdrill.report.LoadReport.BandReport;

/**
 * The load's axis as a Mermaid gantt chart, in seconds. Mermaid has no way to escape a label, so a label keeps letters, digits
 * and little else, and begins with a figure, since a keyword at its beginning would be one.
 */
final class MermaidGantt {
    private static final int MOST_BARS = 40;
    private static final int MOST_CHARACTERS = 40;
    private static final List<BandKind> SHOWN =
            List.of(BandKind.OUTAGE, BandKind.STEP, BandKind.ADVERSARY, BandKind.ATTEMPT, BandKind.STATEMENT);

    private MermaidGantt() {}

    /** A fenced block, without a line end at its end; empty where there is no bar, since Mermaid makes an error of that. */
    static String of(LoadReport load) {
        var lines = new ArrayList<>(List.of("```mermaid", "gantt", "    dateFormat x", "    axisFormat %s s"));
        int left = MOST_BARS;
        for (var kind : SHOWN) {
            var bands = bands(load, kind, left);
            left -= bands.size();
            if (!bands.isEmpty()) {
                lines.add("    section " + kind.heading());
                bands.forEach(band -> lines.add(bar(band)));
            }
        }
        lines.add("```");
        if (left == MOST_BARS) {
            return "";
        }
        return String.join("\n", lines);
    }

    /** Whatever was worst or longest goes first where not all fit. */
    private static List<BandReport> bands(LoadReport load, BandKind kind, int most) {
        return Longest.of(load.bands().stream().filter(kind::has).toList(), most);
    }

    private static String bar(BandReport band) {
        long start = Math.max(0, Math.round(band.startMs()));
        long end = Math.max(start + 1, Math.round(band.endMs()));
        return String.format(
                Locale.ROOT,
                "    %s %s :%s%d, %d",
                Figures.millis(band.endMs() - band.startMs()),
                label(band.label()),
                band.bad() ? "crit, " : "",
                start,
                end);
    }

    private static String label(String raw) {
        var out = new StringBuilder();
        raw.codePoints().limit(MOST_CHARACTERS).forEach(c -> {
            boolean plain = Character.isLetterOrDigit(c) || (c < 128 && " .-_/()".indexOf(c) >= 0);
            out.appendCodePoint(plain ? c : ' ');
        });
        return out.toString().strip().replaceAll(" +", " ");
    }
}

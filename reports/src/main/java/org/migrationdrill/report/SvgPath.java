package org.migrationdrill.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.report.LoadReport.SeriesReport;

/** Paths over the slices of a series: one unit to the right for each slice. */
final class SvgPath {
    private SvgPath() {}

    /** Opens a drawing in which a slice is a unit wide; its strokes are not stretched with it. */
    static void frame(SeriesReport series, TimeScale time, Html svg, int top, int height) {
        double end = series.startMs() + series.done().size() * series.sliceMs();
        double shown = Math.max(1, (Math.min(end, time.durationMs()) - series.startMs()) / series.sliceMs());
        svg.open(
                "svg",
                "x",
                time.at(series.startMs()),
                "y",
                "" + top,
                "width",
                time.width(series.startMs(), end),
                "height",
                "" + height,
                "viewBox",
                "0 0 " + number(shown) + " " + height,
                "preserveAspectRatio",
                "none");
    }

    /** Through the middle of each slice; broken where there is no figure. */
    static String line(List<@Nullable Double> values, DoubleUnaryOperator down) {
        var path = new StringBuilder();
        boolean drawing = false;
        for (int slice = 0; slice < values.size(); slice++) {
            var value = values.get(slice);
            if (value != null) {
                path.append(drawing ? 'L' : 'M').append(point(slice, down.applyAsDouble(value)));
                // A lone figure would leave no trace as a line.
                path.append(drawing ? "" : "h0");
            }
            drawing = value != null;
        }
        return path.toString();
    }

    static String dots(List<@Nullable Double> values, DoubleUnaryOperator down) {
        var path = new StringBuilder();
        for (int slice = 0; slice < values.size(); slice++) {
            var value = values.get(slice);
            if (value != null) {
                path.append('M').append(point(slice, down.applyAsDouble(value))).append("h0");
            }
        }
        return path.toString();
    }

    static String bars(List<Integer> numbers, DoubleUnaryOperator down, int height) {
        var path = new StringBuilder();
        for (int slice = 0; slice < numbers.size(); slice++) {
            if (numbers.get(slice) > 0) {
                path.append('M').append(slice).append(' ').append(height).append('V');
                path.append(number(down.applyAsDouble(numbers.get(slice))))
                        .append("h1V")
                        .append(height)
                        .append('z');
            }
        }
        return path.toString();
    }

    /** To a hundredth, without needless zeros. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String point(int slice, double down) {
        return number(slice + 0.5) + " " + number(down);
    }
}

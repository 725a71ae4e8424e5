package org.migrationdrill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two sides measured in turn, several times, and what one came to of the other in each pair: what changes on the machine from one
 * minute to the next changes both sides of a pair.
 */
public final class PairedRatios {
    private final String name;
    private final String reference;
    private final List<double[]> pairs = new ArrayList<>();

    /** One measurement of a side, as operations a second. */
    @FunctionalInterface
    public interface Side {
        double perSecond() throws Exception;
    }

    private PairedRatios(String name, String reference) {
        this.name = name;
        this.reference = reference;
    }

    /** Measures the pairs, every other one with its sides the other way round. */
    public static PairedRatios measure(int pairs, String name, Side side, String reference, Side referenceSide)
            throws Exception {
        PairedRatios ratios = new PairedRatios(name, reference);
        for (int i = 0; i < pairs; i++) {
            double first = i % 2 == 0 ? side.perSecond() : referenceSide.perSecond();
            double second = i % 2 == 0 ? referenceSide.perSecond() : side.perSecond();
            ratios.pairs.add(i % 2 == 0 ? new double[] {first, second} : new double[] {second, first});
        }
        return ratios;
    }

    public double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The lower end of an interval that holds the true median with a probability of 95 % or more. */
    public double low() {
        return sorted().get(outside());
    }

    /** The upper end. */
    public double high() {
        return sorted().get(pairs.size() - 1 - outside());
    }

    private List<Double> sorted() {
        return pairs.stream().map(pair -> pair[0] / pair[1]).sorted().toList();
    }

    /** How many of the smallest may be left out: each ratio is on either side of the true median like a coin. */
    private int outside() {
        double tail = 0;
        double chance = Math.pow(0.5, pairs.size());
        for (int k = 0; ; k++) {
            tail += chance;
            if (2 * tail > 0.05) {
                return Math.max(0, k - 1);
            }
            chance *= (double) (pairs.size() - k) / (k + 1);
        }
    }

    /** The table that is printed. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, "%n%4s %14s %14s %8s%n", "pair", name, reference, "ratio"));
        for (int i = 0; i < pairs.size(); i++) {
            double[] pair = pairs.get(i);
            table.append(String.format(
                    Locale.ROOT, "%4d %14s %14s %8.3f%n", i + 1, rate(pair[0]), rate(pair[1]), pair[0] / pair[1]));
        }
        return table.append(String.format(
                        Locale.ROOT, "median ratio %.3f, interval %.3f to %.3f%n", median(), low(), high()))
                .toString();
    }

    /** What is done less than once a second is told by how long it takes. */
    private static String rate(double perSecond) {
        return perSecond < 1
                ? String.format(Locale.ROOT, "%.2f s", 1 / perSecond)
                : String.format(Locale.ROOT, "%.0f/s", perSecond);
    }
}

package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.observe.FateCounts;
import org.migrationdrill.observe.RowComparison;
import org.migrationdrill.observe.TableComparison;
import org.migrationdrill.recording.RollbackEvent.FateSeen;
import org.migrationdrill.rehearsal.WriteLedger.Source;

/** The fates of rows by who wrote them: transactions as the ledger knows them. */
final class RowFates {
    private final Map<Writer, FateCounts> counts = new LinkedHashMap<>();
    private final Map<Writer, SortedSet<String>> columns = new HashMap<>();

    private RowFates() {}

    /** @param operation null for rows from before; so are version and phase */
    private record Writer(
            String table,
            @Nullable String version,
            @Nullable String operation,
            @Nullable String phase,
            boolean edge) {}

    static RowFates of(RowComparison rows, WriteLedger ledger) {
        RowFates fates = new RowFates();
        for (TableComparison table : rows.tables()) {
            table.fates().forEach((transaction, fate) -> {
                fates.add(table.table(), ledger.writer(transaction), fate);
            });
        }
        return fates;
    }

    private void add(String table, Optional<WriteLedger.Entry> entry, FateCounts fate) {
        Writer writer = writer(table, entry);
        counts.merge(writer, fate, FateCounts::plus);
        SortedSet<String> written = columns.computeIfAbsent(writer, each -> new TreeSet<>());
        entry.ifPresent(known -> written.addAll(known.columns(table)));
    }

    private static Writer writer(String table, Optional<WriteLedger.Entry> entry) {
        return entry.map(known -> new Writer(
                        table, known.version(), known.operation(), known.phase(), known.source() == Source.EDGE))
                .orElse(new Writer(table, null, null, null, false));
    }

    /** Those with the greatest harm first. */
    List<FateSeen> all() {
        List<FateSeen> all = new ArrayList<>();
        counts.forEach((writer, fate) -> all.add(new FateSeen(
                writer.table(),
                writer.version(),
                writer.operation(),
                writer.phase(),
                writer.edge(),
                fate.kept(),
                fate.transformed(),
                fate.degraded(),
                fate.lost(),
                0,
                fate.resurrected(),
                List.copyOf(columns.getOrDefault(writer, Collections.emptySortedSet())))));
        all.sort(Comparator.comparingLong(FateSeen::harmed).reversed());
        return all;
    }
}

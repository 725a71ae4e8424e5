package org.migrationdrill.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders tables so that what is referenced comes first. Where they go in a circle, a reference that can be left out is. */
final class FillOrder {
    private FillOrder() {}

    /** The same in blocks: no row of a table needs, or may want, one of a table in a later block. */
    static List<List<RowTable>> blocks(Collection<RowTable> tables) {
        List<RowTable> order = of(tables);
        Map<Long, Integer> places = new HashMap<>();
        order.forEach(table -> places.put(table.oid(), places.size()));
        List<List<RowTable>> blocks = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (int i = 0; i < order.size(); i++) {
            for (RowReference reference : order.get(i).references()) {
                end = Math.max(end, places.getOrDefault(reference.table(), 0));
            }
            if (i >= end) {
                blocks.add(order.subList(start, i + 1));
                start = i + 1;
            }
        }
        return blocks;
    }

    static List<RowTable> of(Collection<RowTable> tables) {
        List<RowTable> left = new ArrayList<>(tables);
        List<RowTable> order = new ArrayList<>();
        Set<Long> waiting = new HashSet<>();
        tables.forEach(table -> waiting.add(table.oid()));
        while (!left.isEmpty()) {
            List<RowTable> free = free(left, waiting);
            left.removeAll(free);
            free.forEach(table -> waiting.remove(table.oid()));
            order.addAll(free);
        }
        return List.copyOf(order);
    }

    /** Those that wait for none; else for none that they need; else one of those in a circle. */
    private static List<RowTable> free(List<RowTable> left, Set<Long> waiting) {
        List<RowTable> free =
                left.stream().filter(table -> !waits(table, waiting, true)).toList();
        if (!free.isEmpty()) {
            return free;
        }
        return left.stream()
                .filter(table -> !waits(table, waiting, false))
                .findFirst()
                .or(() -> left.stream().findFirst())
                .stream()
                .toList();
    }

    private static boolean waits(RowTable table, Set<Long> waiting, boolean forOptional) {
        return table.references().stream()
                .filter(reference -> reference.table() != table.oid() && waiting.contains(reference.table()))
                .anyMatch(reference -> forOptional || !table.isOptional(reference));
    }
}

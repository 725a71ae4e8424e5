package org.migrationdrill.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.migration.HistoryEntry.Reverse;

/** A history in which neighbours whose names begin alike are one migration: forward in their order, back in the opposite one. */
final class GroupedHistory implements MigrationHistory {
    private final MigrationHistory history;
    private final Map<HistoryEntry, List<HistoryEntry>> groups = new LinkedHashMap<>();

    /** @param prefix is looked for at the beginning of the ids; what it does not match there stays as it is */
    GroupedHistory(MigrationHistory history, Pattern prefix) {
        this.history = history;
        String open = "";
        List<HistoryEntry> members = new ArrayList<>();
        for (HistoryEntry entry : history.entries()) {
            Matcher matcher = prefix.matcher(entry.id());
            String match = matcher.lookingAt() ? matcher.group() : "";
            if (match.isEmpty() || !match.equals(open)) {
                close(open, members);
            }
            open = match;
            members.add(entry);
        }
        close(open, members);
    }

    private void close(String prefix, List<HistoryEntry> members) {
        if (members.size() == 1) {
            groups.put(members.get(0), List.copyOf(members));
        } else if (!members.isEmpty()) {
            groups.put(group(prefix, members), List.copyOf(members));
        }
        members.clear();
    }

    private static HistoryEntry group(String prefix, List<HistoryEntry> members) {
        List<HistoryEntry> missing = members.stream()
                .filter(member -> member.reverse() == Reverse.MISSING)
                .toList();
        Stream<String> remarks = members.stream().flatMap(member -> member.remarks().stream());
        Stream<String> oneWay = missing.size() == members.size()
                ? Stream.of()
                : missing.stream().map(member -> member.id() + " has no way back; the others of its group have.");
        return new HistoryEntry(
                prefix,
                members.get(0).version(),
                "",
                reverse(members),
                Stream.concat(remarks, oneWay).toList());
    }

    private static Reverse reverse(List<HistoryEntry> members) {
        return members.stream()
                .map(HistoryEntry::reverse)
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whether any migration has others with it. */
    boolean hasGroups() {
        return groups.values().stream().anyMatch(members -> members.size() > 1);
    }

    @Override
    public String layout() {
        return history.layout();
    }

    @Override
    public List<HistoryEntry> entries() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public List<String> remarks() {
        return history.remarks();
    }

    @Override
    public Set<String> ownTables() {
        return history.ownTables();
    }

    @Override
    public void prepare(DatabaseCopy database) {
        history.prepare(database);
    }

    @Override
    public MigrationResult forward(DatabaseCopy database, HistoryEntry entry) {
        return run(members(entry), member -> history.forward(database, member));
    }

    @Override
    public MigrationResult reverse(DatabaseCopy database, HistoryEntry entry) {
        List<HistoryEntry> back = new ArrayList<>(members(entry));
        back.removeIf(member -> member.reverse() == Reverse.MISSING);
        java.util.Collections.reverse(back);
        if (back.isEmpty()) {
            throw new IllegalStateException("migration " + entry.id() + " has no reverse");
        }
        return run(back, member -> history.reverse(database, member));
    }

    private List<HistoryEntry> members(HistoryEntry entry) {
        return Optional.ofNullable(groups.get(entry))
                .orElseThrow(() -> new IllegalStateException("no migration is called " + entry.id()));
    }

    /** Ends at the first failure; what ran before it stays. */
    private static MigrationResult run(List<HistoryEntry> members, Function<HistoryEntry, MigrationResult> one) {
        Duration duration = Duration.ZERO;
        List<String> scripts = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        boolean repaired = false;
        for (HistoryEntry member : members) {
            MigrationResult result = one.apply(member);
            duration = duration.plus(result.duration());
            repaired |= result.repaired();
            if (result instanceof MigrationResult.Failed failed) {
                boolean partly = failed.partlyApplied() || !scripts.isEmpty();
                return new MigrationResult.Failed(failed.failure(), duration, failed.lockTimeout(), partly, repaired);
            }
            MigrationResult.Applied applied = (MigrationResult.Applied) result;
            scripts.addAll(applied.scripts());
            remarks.addAll(applied.remarks());
        }
        return new MigrationResult.Applied(duration, scripts, repaired, remarks);
    }
}

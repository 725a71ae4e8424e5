package org.migrationdrill.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationdrill.app.AppVersion;
import org.migrationdrill.app.Operation;
import org.migrationdrill.app.Role;
import org.migrationdrill.fixture.EdgeValue;
import org.migrationdrill.fixture.EdgeValues;
import org.migrationdrill.fixture.Keys;
import org.migrationdrill.fixture.ValueSource;
import org.migrationdrill.fixture.ValueSpec;

/**
 * The values of operation parameters. They come from the stream's own state and never from a query, so that all copies get the
 * same. A parameter of one name in one operation has one value, whichever version runs it; its kind is that of the first suite
 * that has it.
 */
final class ParameterStream {
    /** The runs that an operation gets for its edge values, unless its author declared more. */
    static final int MOST_EDGE_RUNS = 60;

    private static final int ORDINARY_RUNS = 3;
    private static final ValueSource VALUES = new ValueSource();

    private final long seed;
    private final Keys keys;
    private final Map<String, ValueSpec> specs;
    private final Map<String, Long> runs;
    private final Map<String, List<Object>> inserted;

    private ParameterStream(
            long seed,
            Keys keys,
            Map<String, ValueSpec> specs,
            Map<String, Long> runs,
            Map<String, List<Object>> inserted) {
        this.seed = seed;
        this.keys = keys;
        this.specs = specs;
        this.runs = runs;
        this.inserted = inserted;
    }

    /** The plan's stream from its beginning. */
    static ParameterStream of(DrillPlan plan, Keys keys) {
        Map<String, ValueSpec> specs = new HashMap<>();
        plan.suites().forEach(suite -> suite.operations()
                .forEach(operation ->
                        operation.parameters().forEach((name, spec) -> specs.putIfAbsent(id(operation, name), spec))));
        return new ParameterStream(plan.options().seed(), keys, specs, new HashMap<>(), new HashMap<>());
    }

    /** A stream that goes on from here by itself: for copies whose rows go their own way. */
    ParameterStream fork() {
        Map<String, List<Object>> copy = new HashMap<>();
        inserted.forEach((table, values) -> copy.put(table, new ArrayList<>(values)));
        return new ParameterStream(seed, keys, specs, new HashMap<>(runs), copy);
    }

    /** The tables whose keys a plan's operations ask for. */
    static List<String> keyTables(DrillPlan plan) {
        return plan.suites()
                .flatMap(suite -> suite.operations().stream())
                .flatMap(operation -> operation.parameters().values().stream())
                .filter(ValueSpec.KeyOf.class::isInstance)
                .map(spec -> ((ValueSpec.KeyOf) spec).table())
                .distinct()
                .sorted()
                .toList();
    }

    /** The tables whose new keys are asked for. */
    List<String> watchedTables() {
        return specs.values().stream()
                .filter(ValueSpec.NewKeyOf.class::isInstance)
                .map(spec -> ((ValueSpec.NewKeyOf) spec).table())
                .distinct()
                .sorted()
                .toList();
    }

    void inserted(String table, Object key) {
        inserted.computeIfAbsent(table, name -> new ArrayList<>()).add(key);
    }

    /** The number of the operation's next run. */
    long nextRun(Operation operation) {
        return runs.merge(operation.name(), 1L, Long::sum);
    }

    /** The values of one run; empty when it needs the key of a row that this stream has not inserted yet. */
    Optional<Map<String, @Nullable Object>> values(Operation operation, long run) {
        return values(operation, run, Map.of());
    }

    /** The same with other keys: of each table that has some here, the one whose turn it is. */
    Optional<Map<String, @Nullable Object>> values(
            Operation operation, long run, Map<String, List<Object>> keysInTurn) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : operation.parameters().keySet()) {
            ValueSpec spec = Objects.requireNonNull(specs.get(id(operation, name)));
            SplittableRandom random = new SplittableRandom(mix(id(operation, name), run));
            List<Object> inTurn = keysInTurn.getOrDefault(tableOf(spec).orElse(""), List.of());
            if (!inTurn.isEmpty()) {
                values.put(name, inTurn.get((int) (run % inTurn.size())));
            } else if (spec instanceof ValueSpec.NewKeyOf newKey) {
                List<Object> known = inserted.getOrDefault(newKey.table(), List.of());
                if (known.isEmpty()) {
                    return Optional.empty();
                }
                values.put(name, known.get(random.nextInt(known.size())));
            } else {
                values.put(name, VALUES.next(spec, random, keys));
            }
        }
        return Optional.of(values);
    }

    /** The values of one run, where there is one with an edge value in the place of one of them; empty as the run's own would be. */
    Optional<Map<String, @Nullable Object>> values(Operation operation, long run, Optional<EdgeRun> edge) {
        Optional<Map<String, @Nullable Object>> values = values(operation, run);
        values.ifPresent(own ->
                edge.ifPresent(rare -> own.put(rare.parameter(), rare.value().value())));
        return values;
    }

    /** The table whose key a parameter is; empty where it is none. */
    Optional<String> keyTable(Operation operation, String parameter) {
        return tableOf(Objects.requireNonNull(specs.get(id(operation, parameter))));
    }

    private static Optional<String> tableOf(ValueSpec spec) {
        if (spec instanceof ValueSpec.KeyOf key) {
            return Optional.of(key.table());
        }
        return spec instanceof ValueSpec.NewKeyOf newKey ? Optional.of(newKey.table()) : Optional.empty();
    }

    /** All that an operation is run with where it is to do everything that it can: some ordinary runs, then its edge values. */
    static List<Optional<EdgeRun>> allRuns(Operation operation, boolean builtIn) {
        return Stream.concat(
                        Stream.generate(Optional::<EdgeRun>empty).limit(ORDINARY_RUNS),
                        edgeRuns(operation).stream()
                                .filter(edge -> builtIn || edge.value().declared())
                                .map(Optional::of))
                .toList();
    }

    /**
     * What an operation is run with beyond its ordinary values, always in the same order: all that its author declared, parameter by
     * parameter; then what is built in for the kinds that the parameters have in this operation, each parameter's first, each
     * one's second and so on, so that where that is too much every parameter takes part.
     */
    static List<EdgeRun> edgeRuns(Operation operation) {
        List<EdgeRun> runs = new ArrayList<>();
        operation.parameters().keySet().forEach(name -> operation
                .edges()
                .getOrDefault(name, List.of())
                .forEach(value -> runs.add(new EdgeRun(name, value))));
        List<EdgeRun> builtIn = builtInInTurn(operation);
        int room = Math.max(0, MOST_EDGE_RUNS - runs.size());
        runs.addAll(builtIn.subList(0, Math.min(room, builtIn.size())));
        return runs;
    }

    private static List<EdgeRun> builtInInTurn(Operation operation) {
        record Turn(int round, EdgeRun run) {}
        List<Turn> turns = new ArrayList<>();
        operation.parameters().forEach((name, spec) -> {
            List<EdgeValue> values = EdgeValues.of(spec);
            for (int round = 0; round < values.size(); round++) {
                turns.add(new Turn(round, new EdgeRun(name, values.get(round))));
            }
        });
        return turns.stream()
                .sorted(Comparator.comparingInt(Turn::round))
                .map(Turn::run)
                .toList();
    }

    private long mix(String name, long run) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 0x100000001B3L ^ name.charAt(i);
        }
        return hash * 31 + run * 0x9E3779B97F4A7C15L;
    }

    private static String id(Operation operation, String parameter) {
        return operation.name() + "\n" + parameter;
    }

    /** The control's version of an operation: the first app version's, or a consumer's own. */
    static Optional<Operation> onControl(DrillPlan plan, AppVersion version, Operation operation) {
        AppVersion reference =
                version.role() == Role.CONSUMER ? version : plan.apps().get(0);
        return reference.operations().stream()
                .filter(candidate -> candidate.name().equals(operation.name()))
                .findFirst();
    }
}

package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.migrationdrill.database.DatabaseCopy;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.observe.LockTaken;
import org.migrationdrill.observe.StatementTrace;

class RelationsThereIT {
    private static final String ALTER_BOTH =
            "DO $$ BEGIN ALTER TABLE early ADD b int; ALTER TABLE late ADD b int; END $$";

    private final DatabaseCopy database = TestServer.fresh("there");
    private Connection session;

    @BeforeEach
    void open() throws SQLException {
        session = database.connect("migration");
        run("CREATE TABLE early (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
    }

    @Test
    void ofTheRelationsThereAreAtTheStepsStartOnlyTheseCountAsThereBefore() throws SQLException {
        RelationsThere there = RelationsThere.now(session);
        run("CREATE TABLE late (id int PRIMARY KEY)");
        assertThat(locksOf(ALTER_BOTH, there))
                .extracting(LockTaken::relation, LockTaken::existedBefore)
                .containsExactly(tuple("public.early", true), tuple("public.late", false));
    }

    @Test
    void whereNobodySaysWhichAllThatThereAreAtTheStepsStartCount() throws SQLException {
        run("CREATE TABLE late (id int PRIMARY KEY)");
        assertThat(locksOf(ALTER_BOTH, null)).hasSize(2).allMatch(LockTaken::existedBefore);
    }

    @Test
    void whatWasThereAtEitherMomentIsInTheUnion() throws SQLException {
        RelationsThere first = RelationsThere.now(session);
        long early = oidOf("early");
        run("DROP TABLE early");
        run("CREATE TABLE late (id int PRIMARY KEY)");
        RelationsThere second = RelationsThere.now(session);
        assertThat(List.of(first.has(early), first.has(oidOf("late")))).containsExactly(true, false);
        assertThat(List.of(second.has(early), second.has(oidOf("late")))).containsExactly(false, true);
        RelationsThere either = first.union(second);
        assertThat(List.of(either.has(early), either.has(oidOf("late")))).containsExactly(true, true);
        assertThat(either.has(1259)).as("the server's own").isFalse();
    }

    private List<LockTaken> locksOf(String sql, @Nullable RelationsThere there) throws SQLException {
        try (Connection outside = database.connect("evidence");
                StatementEvidence evidence = StatementEvidence.start(
                        outside,
                        StatementStatistics.none("There are none."),
                        ServerClock.axis(outside),
                        Set.of(),
                        there)) {
            evidence.attempt();
            session.setAutoCommit(false);
            evidence.before(session, null, null, sql);
            run(sql);
            evidence.after(session, StatementEnd.UNKNOWN);
            session.commit();
            evidence.transactionEnded(session);
            return evidence.take().stream()
                    .map(StatementTrace::locks)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private long oidOf(String table) throws SQLException {
        return Long.parseLong(Actor.only(session, "SELECT '" + table + "'::regclass::oid"));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}

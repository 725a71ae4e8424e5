package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationdrill.database.TestServer;
import org.migrationdrill.engine.Actor.Took;
import org.migrationdrill.engine.Outage.Play;
import org.migrationdrill.engine.Outage.Who;
import org.migrationdrill.observe.LockWait;

/** Outages with known answers, each beside a variant that does no harm: who waited, for whom, for which lock, how long. */
class PlantedOutagesIT {
    private static final int ROUNDS = 5;
    private static final double CLOCKS_AGREE_MS = 15;
    private static final String DONE = "00000";
    private static final String LOCK_TIMEOUT = "55P03";
    private static final String DEADLOCK = "40P01";

    static Stream<Outage> outages() {
        return Outages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void itsVictimsWaitIsSeenWithItsCauseAndAsLongAsTheVictimsOwnClockSays(Outage outage) throws SQLException {
        try (Cast cast = new Cast(outage)) {
            List<Took> own = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                own.add(cast.play(outage.planted()));
            }

            List<LockWait> waits = cast.waitsOfTheVictim();
            assertThat(own)
                    .extracting(Took::sqlState)
                    .containsOnly(outage.seen().sqlState());
            assertThat(waits).hasSize(ROUNDS).allSatisfy(wait -> {
                assertThat(wait.root()).isEqualTo(cast.pid(outage.seen().root()));
                assertThat(wait.blocker()).isEqualTo(cast.pid(outage.seen().blocker()));
                assertThat(wait.lockType()).isEqualTo(outage.seen().lockType());
                assertThat(wait.relation()).isEqualTo(outage.seen().relation());
                assertThat(wait.mode()).isEqualTo(outage.seen().mode());
                assertThat(wait.ended()).isEqualTo(outage.seen().ended());
                assertThat(wait.exact()).isTrue();
            });
            assertThat(Clocks.medianDifference(waits, own)).isLessThan(CLOCKS_AGREE_MS);
        }
    }

    @ParameterizedTest
    @MethodSource("outages")
    void itsHarmlessVariantKeepsNobodyWaiting(Outage outage) throws SQLException {
        try (Cast cast = new Cast(outage)) {
            Took planted = cast.play(outage.planted());
            int waitsPlanted = cast.waitsOfTheVictim().size();
            List<Took> harmless = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                harmless.add(cast.play(outage.harmless()));
            }

            assertThat(harmless).extracting(Took::sqlState).containsOnly(DONE);
            // A busy machine may hold up one round or another, but not as long as the outage, and not all of them.
            assertThat(harmless).extracting(Took::ms).anyMatch(ms -> ms < planted.ms() / 2);
            assertThat(cast.waitsOfTheVictim().stream().skip(waitsPlanted))
                    .filteredOn(wait -> wait.waitMs() >= planted.ms() / 2)
                    .hasSizeLessThan(ROUNDS);
        }
    }

    /** The sessions of an outage. */
    private static final class Cast implements AutoCloseable {
        private final Outage outage;
        private final Stage stage;
        private final Actor adversary;
        private final Actor migration;
        private final Actor victim;

        Cast(Outage outage) throws SQLException {
            this.outage = outage;
            this.stage = new Stage(TestServer.fresh("outage"), outage.setUp());
            this.adversary = stage.adversary();
            this.migration = stage.migration();
            this.victim = outage.victim() == Who.APP ? stage.app() : stage.migration();
        }

        /** @return what the victim's own clock says */
        Took play(Play play) throws SQLException {
            victim.run(play.app());
            adversary.run(outage.adversary());
            List<CompletableFuture<Took>> steps =
                    play.migration().stream().map(migration::start).toList();
            migration.awaitLock(play.inTheWay());
            CompletableFuture<Took> victims = victim.startAndWait(play.victim());
            if (outage.seen().root() == Who.ADVERSARY) {
                Stage.pass(250);
            }
            adversary.run("COMMIT");
            Took took = victims.join();
            assertThat(steps).extracting(step -> step.join().sqlState()).isSubsetOf(DONE, LOCK_TIMEOUT, DEADLOCK);
            migration.run("ROLLBACK");
            victim.run("ROLLBACK");
            migration.run(outage.undo());
            return took;
        }

        int pid(Who who) {
            return (who == Who.ADVERSARY ? adversary : migration).pid();
        }

        List<LockWait> waitsOfTheVictim() throws SQLException {
            return stage.waitsOf(victim);
        }

        @Override
        public void close() throws SQLException {
            stage.close();
        }
    }
}

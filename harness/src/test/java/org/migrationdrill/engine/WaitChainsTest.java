package org.migrationdrill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.migrationdrill.observe.LockWait;
import org.migrationdrill.observe.LockWait.Ended;

class WaitChainsTest {
    private static final LockTag ORDERS = LockTag.of("relation 5 of database 1");
    private static final int REPORT = 1;
    private static final int DUMP = 2;
    private static final int ALTER = 3;
    private static final int APP = 4;
    private static final int OTHER_APP = 5;

    @Test
    void whoHeldUpTheQueueForMostOfTheTimeIsItsRoot() {
        Wait alter = wait(ALTER, LockMode.ACCESS_EXCLUSIVE, 0, 4600, Map.of(REPORT, 4600.0));
        Wait read = wait(APP, LockMode.ACCESS_SHARE, 100, 4800, Map.of(ALTER, 4700.0));

        assertThat(chain(read, alter).queue()).containsExactly(REPORT, ALTER, APP);
        assertThat(chain(read, alter).root()).isEqualTo(REPORT);
        assertThat(chain(read, alter).blocker()).isEqualTo(ALTER);
    }

    @Test
    void whoWaitedBrieflyAndThenHeldUpTheOthersIsTheRoot() {
        Wait alter = wait(ALTER, LockMode.ACCESS_EXCLUSIVE, 0, 150, Map.of(REPORT, 150.0));
        Wait read = wait(APP, LockMode.ACCESS_SHARE, 100, 2000, Map.of(ALTER, 1900.0));

        assertThat(chain(read, alter).queue()).containsExactly(ALTER, APP);
    }

    @Test
    void aConvoyIsFollowedToItsRootThoughEachOfItsWaitsIsShorter() {
        Wait alter = wait(ALTER, LockMode.ACCESS_EXCLUSIVE, 0, 400, Map.of(REPORT, 400.0));
        Wait write = wait(OTHER_APP, LockMode.ROW_EXCLUSIVE, 0, 650, Map.of(ALTER, 650.0));
        Wait read = wait(APP, LockMode.ACCESS_SHARE, 0, 1050, Map.of(OTHER_APP, 1050.0));

        assertThat(chain(read, write, alter).queue()).containsExactly(REPORT, ALTER, OTHER_APP, APP);
    }

    @Test
    void ofSeveralHoldersTheOneThatWasThereLongestIsTaken() {
        Wait alter = wait(ALTER, LockMode.ACCESS_EXCLUSIVE, 0, 2000, Map.of(DUMP, 1600.0, REPORT, 2000.0, APP, 20.0));

        assertThat(chain(alter).queue()).containsExactly(REPORT, ALTER);
    }

    @Test
    void aWaitThatOnlyTheLogSawIsForTheLastInTheQueueThatDoesNotGoWithIt() {
        Wait other = logged(OTHER_APP, LockMode.ACCESS_SHARE, List.of(REPORT), List.of(ALTER));
        Wait read = logged(APP, LockMode.ACCESS_SHARE, List.of(REPORT), List.of(ALTER, OTHER_APP));

        assertThat(chain(read, other).queue())
                .as("the ALTER's own wait was not seen")
                .containsExactly(ALTER, APP);
    }

    @Test
    void anAppsSessionOfWhichNothingIsKnownIsNotWhoALoggedWaitIsFor() {
        Wait read = logged(APP, LockMode.ACCESS_SHARE, List.of(ALTER), List.of(OTHER_APP));

        assertThat(chain(read).queue()).containsExactly(ALTER, APP);
    }

    @Test
    void aWaitThatOnlyTheLogSawFollowsWhomItWaitsForToItsRoot() {
        Wait alter = wait(ALTER, LockMode.ACCESS_EXCLUSIVE, 0, 20, Map.of(REPORT, 20.0));
        Wait read = logged(APP, LockMode.ACCESS_SHARE, List.of(REPORT), List.of(ALTER));

        assertThat(chain(read, alter).queue()).containsExactly(REPORT, ALTER, APP);
    }

    @Test
    void aWaitWithNobodyBeforeItInTheLogsQueueIsForWhoHasTheLock() {
        assertThat(chain(logged(APP, LockMode.ACCESS_SHARE, List.of(ALTER), List.of()))
                        .queue())
                .containsExactly(ALTER, APP);
    }

    @Test
    void aCircleEndsWhereItComesRound() {
        Wait one = wait(APP, LockMode.SHARE, 0, 10, Map.of(ALTER, 10.0));
        Wait other = wait(ALTER, LockMode.SHARE, 0, 200, Map.of(APP, 200.0));

        assertThat(chain(one, other).queue()).containsExactly(ALTER, APP);
        assertThat(chain(other, one).queue()).containsExactly(APP, ALTER);
    }

    @Test
    void aWaitForSomebodyUnseenSaysSo() {
        assertThat(chain(wait(APP, LockMode.SHARE, 0, 10, Map.of())).queue()).containsExactly(0, APP);
    }

    private static LockWait chain(Wait waiter, Wait... others) {
        List<Wait> all = new java.util.ArrayList<>(List.of(others));
        all.add(waiter);
        return new WaitChains(all, pid -> pid == OTHER_APP).lockWait(waiter);
    }

    private static Wait wait(int pid, LockMode mode, double fromMs, double toMs, Map<Integer, Double> blockers) {
        return new Wait(pid, ORDERS, mode, fromMs, toMs, Ended.GRANTED, true, "orders", blockers, List.of(), List.of());
    }

    private static Wait logged(int pid, LockMode mode, List<Integer> holders, List<Integer> ahead) {
        return new Wait(pid, ORDERS, mode, 5, 17, Ended.GRANTED, true, "orders", Map.of(), holders, ahead);
    }
}

package org.migrationdrill.walk;

import org.migrationdrill.report.WalkedMigration;

/** Is told how a walk gets on. Called by one thread. */
public interface WalkLog {
    /** For those who do not want to know. */
    WalkLog SILENT = new WalkLog() {
        @Override
        public void began(String layout, String server, int migrations) {}

        @Override
        public void walked(WalkedMigration migration, int number) {}

        @Override
        public void stage(String words) {}
    };

    /** The servers run; the walk through that many migrations begins. */
    void began(String layout, String server, int migrations);

    /**
     * One migration has been walked, with the rows and without.
     *
     * @param number counted from 1
     */
    void walked(WalkedMigration migration, int number);

    /** What is under way now, in a few words. */
    void stage(String words);
}

package org.migrationdrill.progress;

import java.util.List;

/** Is told how a drill gets on. Called by one thread. */
public interface Progress {
    /** For those who do not want to know. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String drill, List<String> stages) {}

        @Override
        public void stage(String stage) {}

        @Override
        public void detail(String detail) {}

        @Override
        public void end(String outcome) {}
    };

    /** A drill begins; its stages come in this order, and some may be left out. */
    void begin(String drill, List<String> stages);

    /** This stage begins; the one before is through. */
    void stage(String stage);

    /** What happens within the stage, in a few words. */
    void detail(String detail);

    /** The drill is through. */
    void end(String outcome);
}

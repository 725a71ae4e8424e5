package org.migrationdrill.report;

import java.util.List;

/**
 * How the operations of one app version fared at one moment.
 *
 * @param moment {@code before}, {@code <step> forward}, {@code <step> reverse} or {@code after}
 * @param version an app version or a consumer
 * @param required whether it serves then, or an app rollback would bring it back; else it is shown for information
 * @param operations operations of its suite that ran
 * @param failed of these, with an error
 * @param different of these, with another answer than the control's
 * @param exempted of these, with answers that the suite declares as differing
 * @param examples some of the failed and different ones
 */
public record Compatibility(
        String moment,
        String version,
        boolean required,
        int operations,
        int failed,
        int different,
        int exempted,
        List<Example> examples) {
    public Compatibility {
        examples = List.copyOf(examples);
    }
}

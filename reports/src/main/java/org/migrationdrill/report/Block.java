package org.migrationdrill.report;

import java.util.List;

/** Part of a page, in no format yet. */
sealed interface Block {
    /** Begins a section. */
    record Heading(String words) implements Block {}

    /** Begins a part of a section. */
    record Subheading(Phrase phrase) implements Block {}

    record Paragraph(Phrase phrase) implements Block {}

    record Bullets(List<Phrase> phrases) implements Block {
        public Bullets {
            phrases = List.copyOf(phrases);
        }
    }

    /** A query from outside to be copied, whole and on the lines that it has. */
    record Sql(String text) implements Block {}

    /**
     * Rows under heads.
     *
     * @param caption what the table shows, for who does not see where it stands
     * @param rowHeads how many of the first columns say what their row is about
     */
    record Table(String caption, int rowHeads, List<Phrase> heads, List<List<Phrase>> rows) implements Block {
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }
    }

    /** Folded away behind its summary unless it is open. */
    record Fold(Phrase summary, boolean open, List<Block> blocks) implements Block {
        public Fold {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A finding.
     *
     * @param title its severity and id
     * @param place the phase and the step, as the rest of a sentence; may be empty
     * @param message what was observed
     */
    record Card(Tone tone, String title, Phrase place, Phrase message, List<Remark> remarks) implements Block {
        public Card {
            remarks = List.copyOf(remarks);
        }
    }

    /** What a card says more, after what it is. */
    record Remark(String label, Phrase phrase) {}

    /** The load's axis with all that happened on it. */
    record Timeline(LoadReport load) implements Block {}
}

package org.migrationdrill.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sentence, a bullet or a cell, in no format yet. */
record Phrase(List<Piece> pieces) {
    static final Phrase EMPTY = new Phrase(List.of());
    /** There is nothing to show. */
    static final Phrase NOTHING = of(Tone.NONE.symbol());

    Phrase {
        pieces = List.copyOf(pieces);
    }

    static Phrase of(String words) {
        return EMPTY.words(words);
    }

    static Phrase ofQuote(String raw) {
        return EMPTY.quote(raw);
    }

    static Phrase ofCode(@Nullable String raw) {
        return EMPTY.code(raw);
    }

    static Phrase ofSql(String raw) {
        return EMPTY.sql(raw);
    }

    static Phrase ofFigure(String figure) {
        return EMPTY.with(new Piece.Figure(figure));
    }

    static Phrase ofStrong(String words) {
        return EMPTY.strong(words);
    }

    static Phrase ofMark(Tone tone, String words) {
        return EMPTY.mark(tone, of(words));
    }

    /** Something that went wrong, so that it is not overlooked. */
    static Phrase ofFault(String words) {
        return EMPTY.mark(Tone.BAD, ofStrong(words));
    }

    static List<Phrase> all(String... words) {
        return Arrays.stream(words).map(Phrase::of).toList();
    }

    static Phrase joined(String separator, List<Phrase> phrases) {
        return phrases.stream()
                .reduce((one, other) -> one.words(separator).and(other))
                .orElse(EMPTY);
    }

    static Phrase codes(List<String> names) {
        return joined(", ", names.stream().map(Phrase::ofCode).toList());
    }

    Phrase words(String words) {
        return with(new Piece.Words(words));
    }

    Phrase quote(String raw) {
        return with(new Piece.Quote(raw));
    }

    Phrase code(@Nullable String raw) {
        return raw == null ? words("nothing") : with(new Piece.Code(raw));
    }

    Phrase sql(String raw) {
        return with(new Piece.Sql(raw));
    }

    Phrase strong(String words) {
        return with(new Piece.Strong(of(words)));
    }

    Phrase mark(Tone tone, Phrase words) {
        return with(new Piece.Mark(tone, words));
    }

    Phrase and(Phrase other) {
        var all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return new Phrase(all);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    private Phrase with(Piece piece) {
        return and(new Phrase(List.of(piece)));
    }
}

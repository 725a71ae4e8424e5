package org.migrationdrill.report;

import java.util.List;
import java.util.Locale;

/** All the way back and forward once more. */
final class WalkChainSection {
    private WalkChainSection() {}

    static String inWords(WalkedChain chain) {
        var down = chain.down();
        String back = down.failures().isEmpty() ? "every reverse ran" : failed(down) + " on the way back";
        String left = down.leftBehind().isEmpty()
                ? "nothing was left behind"
                : Figures.count(down.leftBehind().size(), "object")
                        + (down.leftBehind().size() == 1 ? " was" : " were") + " left behind";
        return back + ", " + left + "; forward once more " + again(chain.up()) + ".";
    }

    private static String failed(WalkedChain.Down down) {
        return Figures.count(down.failures().size(), "reverse") + " failed";
    }

    private static String again(WalkedChain.Up up) {
        if (!up.ran() || up.schema() == null) {
            return "failed";
        }
        return switch (up.schema()) {
            case EQUAL -> "the schema was the same";
            case COSMETIC -> "the schema differed only cosmetically";
            case DIFFERENT -> "the schema was another one";
        };
    }

    static void render(WalkedChain chain, Page page) {
        page.heading("All the way back and forward once more");
        String words = inWords(chain);
        page.line(Phrase.of(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)));
        page.first(chain.down().failures(), page.detail().errors(), "failed reverse")
                .forEach(failure -> card("fails in the chain", failure, page));
        var left = chain.down().leftBehind();
        if (!left.isEmpty()) {
            page.table(
                    "Left behind",
                    Phrase.all("Left behind", "What it is"),
                    left.stream().map(WalkChainSection::left).toList());
        }
        if (chain.up().failure() != null) {
            card("cannot be applied once more", chain.up().failure(), page);
        }
        if (!chain.up().differences().isEmpty()) {
            page.line(Phrase.of("After going forward once more, what was made again is held against the first time;"
                    + " a migration that could not be taken back was not applied again:"));
            page.bullets(page.examples(chain.up().differences()).stream()
                    .map(WalkCard::difference)
                    .toList());
        }
    }

    private static void card(String title, WalkedChain.Failure failure, Page page) {
        page.add(new Block.Card(
                Tone.BAD,
                failure.id(),
                Phrase.of(" " + title),
                WalkCard.error(failure.error()),
                WalkCard.why(failure.error())));
    }

    private static List<Phrase> left(WalkedChain.LeftBehind left) {
        return List.of(
                Phrase.of(left.kind()).words(" ").code(left.object()),
                left.definition() == null ? Phrase.NOTHING : Phrase.ofCode(left.definition()));
    }
}

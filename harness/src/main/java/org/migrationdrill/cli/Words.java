package org.migrationdrill.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.migrationdrill.input.Quantities;
import org.migrationdrill.rehearsal.DrillOptions.Depth;
import org.migrationdrill.rehearsal.DrillOptions.Kind;
import org.migrationdrill.scenario.DatabaseChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read. */
final class Words {
    private Words() {}

    static final class OfDepth extends WordConverter<Depth> {
        OfDepth() {
            super(List.of(Depth.values()), Depth::word);
        }
    }

    static final class OfRehearsal extends WordConverter<Kind> {
        OfRehearsal() {
            super(List.of(Kind.values()), Kind::word);
        }
    }

    static final class OfProvider extends WordConverter<String> {
        OfProvider() {
            super(DatabaseChoice.PROVIDERS, Function.identity());
        }
    }

    /** A walk starts servers of its own and throws them away. */
    static final class OfWalkProvider extends WordConverter<String> {
        OfWalkProvider() {
            super(
                    DatabaseChoice.PROVIDERS.stream()
                            .filter(provider -> !provider.equals("external"))
                            .toList(),
                    Function.identity());
        }
    }

    static final class OfFormat extends WordConverter<Format> {
        OfFormat() {
            super(List.of(Format.values()), format -> format.name().toLowerCase(Locale.ROOT));
        }
    }

    static final class OfFailOn extends WordConverter<FailOn> {
        OfFailOn() {
            super(List.of(FailOn.values()), failOn -> failOn.name().toLowerCase(Locale.ROOT));
        }
    }

    static final class OfWalkFailOn extends WordConverter<WalkFailOn> {
        OfWalkFailOn() {
            super(WalkFailOn.all(), WalkFailOn::word);
        }
    }

    /** An empty name is what a shell makes of a variable that is not set, and would mean the directory one is in. */
    static final class OfPath implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (text.isBlank()) {
                throw refused(text, "a name; the directory you are in is ‘.’");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw refused(text, "a name that a file can have");
            }
        }
    }

    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return Quantities.fraction(text)
                    .filter(share -> share > 0 && share <= 1)
                    .orElseThrow(() -> refused(text, "a share of production's rows above 0, up to 1"));
        }
    }

    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Quantities.count(text).orElseThrow(() -> refused(text, "a whole number of at least 0"));
        }
    }

    static final class ServerVersion implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches("\\d{2}")) {
                throw refused(text, "a major version of PostgreSQL such as 17");
            }
            return text;
        }
    }

    private static TypeConversionException refused(String found, String accepted) {
        return new TypeConversionException("found ‘" + found + "’; accepted: " + accepted + ".");
    }
}

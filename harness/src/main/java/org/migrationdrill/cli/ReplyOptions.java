package org.migrationdrill.cli;

import picocli.CommandLine.Option;

/** The options that say how a command answers. */
final class ReplyOptions {
    @Option(
            names = "--format",
            paramLabel = "WORD",
            converter = Words.OfFormat.class,
            description = "text for people (default), or json for programs: standard output then has JSON alone.")
    private Format format = Format.TEXT;

    Format format() {
        return format;
    }
}

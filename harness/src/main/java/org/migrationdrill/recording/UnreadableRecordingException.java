package org.migrationdrill.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** There is no recording, or what is there is none: the input is wrong, and not the machine. */
public final class UnreadableRecordingException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordingException(Path file, IOException cause) {
        super("The recording " + file + " can't be read: " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof NoSuchFileException ? "there is no such file" : String.valueOf(cause.getMessage());
    }
}

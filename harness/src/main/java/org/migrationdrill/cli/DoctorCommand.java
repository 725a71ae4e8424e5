package org.migrationdrill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = {
            "Says what this machine can do: starts the embedded server once, and looks for a Docker engine.",
            "Ends with 3 when no drill can run here."
        })
final class DoctorCommand implements Subcommand {
    @Mixin
    private ServerOptions.Binaries binaries = new ServerOptions.Binaries();

    @Mixin
    private ReplyOptions reply = new ReplyOptions();

    private final Screen screen;

    DoctorCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public ExitCode end() {
        binaries.apply();
        screen.err().println("Starting the embedded server, and looking for a Docker engine …");
        Checkup checkup = Checkup.make();
        if (reply.format() == Format.JSON) {
            Json.write(screen.out(), checkup);
        } else {
            screen.out().print(new CheckupText(checkup).text());
        }
        return checkup.canDrill() ? ExitCode.FINE : ExitCode.MACHINE;
    }
}

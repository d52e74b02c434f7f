package dev.parallax.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "resume",
    header = {
      "Allows a paused agent to probe again.",
      "",
      "  parallax-agent resume --state /var/lib/parallax-agent",
      ""
    },
    synopsisHeading = "")
final class ResumeCommand implements Callable<Integer> {
  private final Surroundings around;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "state folder, as given to join")
  private Path state = Path.of("");

  ResumeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    new Pause(StateFolder.joined(state)).clear();
    around.out().println("resumed: " + state + " probes when its coordinator asks");
    return 0;
  }
}

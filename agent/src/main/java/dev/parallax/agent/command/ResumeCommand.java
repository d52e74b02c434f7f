package dev.parallax.agent.command;

import dev.parallax.agent.state.Pause;
import dev.parallax.agent.state.StateFolder;
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
public final class ResumeCommand implements Callable<Integer> {
  private final CommandContext around;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "state folder, as given to join")
  private Path state = Path.of("");

  public ResumeCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    new Pause(StateFolder.joined(state)).clear();
    around.out().println("resumed: " + state + " probes when its coordinator asks");
    return 0;
  }
}

package dev.parallax.agent.command;

import dev.parallax.agent.state.Pause;
import dev.parallax.agent.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "pause",
    header = {
      "Stops all probes of a running agent until resume, also across restarts.",
      "",
      "  parallax-agent pause --state /var/lib/parallax-agent",
      "",
      "The agent obeys within 2 s. It stays connected and reports every trial as"
          + " refused_by_policy.",
      "Equivalent: create the file 'paused' in the state folder.",
      ""
    },
    synopsisHeading = "")
public final class PauseCommand implements Callable<Integer> {
  private final CommandContext around;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "state folder, as given to join")
  private Path state = Path.of("");

  public PauseCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    new Pause(StateFolder.joined(state)).set();
    around.out().println("paused: " + state + " probes nothing until parallax-agent resume");
    return 0;
  }
}

package dev.parallax.agent.command;

import dev.parallax.agent.state.Pause;
import dev.parallax.agent.state.StateFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private final StateOption state = new StateOption();

  public PauseCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    new Pause(StateFolder.joined(state.folder)).set();
    around.out().println("paused: " + state.folder + " probes nothing until parallax-agent resume");
    return 0;
  }
}

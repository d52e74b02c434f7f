package dev.parallax.agent.command;

import dev.parallax.agent.state.Pause;
import dev.parallax.agent.state.StateFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private final StateOption state = new StateOption();

  public ResumeCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    new Pause(StateFolder.joined(state.folder)).clear();
    around.out().println("resumed: " + state.folder + " probes when its coordinator asks");
    return 0;
  }
}

package dev.parallax.agent.command;

import dev.parallax.model.verdict.ExitCode;
import dev.parallax.wire.Contract;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", header = "Prints the version.", synopsisHeading = "")
public final class AgentVersionCommand implements Callable<Integer> {
  private final CommandContext around;

  public AgentVersionCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.out().println("parallax-agent " + Contract.release());
    around.out().flush();
    return ExitCode.OK.code();
  }
}

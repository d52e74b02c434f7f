package dev.parallax.agent;

import dev.parallax.model.ExitCode;
import dev.parallax.wire.Contract;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", header = "Prints the version.", synopsisHeading = "")
final class VersionCommand implements Callable<Integer> {
  private final Surroundings around;

  VersionCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.out().println("parallax-agent " + Contract.release());
    around.out().flush();
    return ExitCode.OK.code();
  }
}

package dev.parallax.cli;

import dev.parallax.cli.output.CliException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code parallax targets}: has only {@code lint} below it. */
@Command(name = "targets", description = "Check the spelling of targets without measuring them.")
final class TargetsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw CliException.usage("targets: expected lint; see targets --help");
  }
}

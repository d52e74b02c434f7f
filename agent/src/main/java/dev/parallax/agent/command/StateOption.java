package dev.parallax.agent.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --state} of the commands for an agent that has joined. */
final class StateOption {
  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "state folder, as given to join")
  Path folder = Path.of("");
}

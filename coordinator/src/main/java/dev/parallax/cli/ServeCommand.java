package dev.parallax.cli;

import dev.parallax.model.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parallax serve}: runs the coordinator until it is told to stop. */
@SuppressWarnings("UnusedVariable") // The options are declared before the process that reads them.
@Command(name = "serve", description = "Run the coordinator.")
final class ServeCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--listen", paramLabel = "HOST:PORT", description = "For agents and operators.")
  private String listen = "0.0.0.0:8443";

  @Option(names = "--http", paramLabel = "HOST:PORT", description = "For health and metrics.")
  private Optional<String> http = Optional.empty();

  @Option(names = "--reference", paramLabel = "TARGET", description = "A known-good site.")
  private List<String> references = new ArrayList<>();

  @Option(names = "--control-sni", paramLabel = "NAME", description = "An innocuous name.")
  private List<String> controlNames = new ArrayList<>();

  @Option(names = "--neutral", paramLabel = "TARGET", description = "A server elsewhere of ours.")
  private List<String> neutrals = new ArrayList<>();

  @Option(names = "--ca-bundle", paramLabel = "FILE", description = "CAs to judge chains by.")
  private Optional<Path> caBundle = Optional.empty();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    throw new CliException(ExitCode.INTERNAL, "serve is not built into this program");
  }
}

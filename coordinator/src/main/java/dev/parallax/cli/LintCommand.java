package dev.parallax.cli;

import dev.parallax.cli.options.TargetOptions;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parallax targets lint}: parses targets and prints their errors. */
@Command(name = "lint", description = "Print each target in canonical form, or the error in it.")
final class LintCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TargetOptions targets = new TargetOptions();

  LintCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var read = targets.lint(console);
    read.lines().forEach(line -> console.out().println(line));
    read.complaints().forEach(console::error);
    return read.complaints().isEmpty() ? ExitCode.OK.code() : ExitCode.USAGE.code();
  }
}

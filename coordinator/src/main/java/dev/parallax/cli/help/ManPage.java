package dev.parallax.cli.help;

import dev.parallax.model.verdict.ExitCode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One command as a manual page, in man(7). */
final class ManPage {
  private final CommandSpec command;
  private final StringBuilder out = new StringBuilder();

  ManPage(CommandSpec command) {
    this.command = command;
  }

  String text() {
    var name = command.qualifiedName("-");
    out.append(".TH \"").append(name.toUpperCase(Locale.ROOT)).append("\" 1\n");
    section("NAME");
    out.append(escaped(name)).append(" \\- ").append(escaped(purpose())).append('\n');
    section("SYNOPSIS");
    out.append(".B ").append(escaped(command.qualifiedName())).append('\n');
    out.append(escaped(synopsis())).append('\n');
    examples();
    arguments();
    commands();
    exitCodes();
    return out.toString();
  }

  private String purpose() {
    return Stream.of(command.usageMessage().header())
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.startsWith("Examples:") ? "find out where a handshake breaks" : line)
        .orElse("");
  }

  private String synopsis() {
    var positional =
        command.positionalParameters().stream()
            .map(ArgSpec::paramLabel)
            .collect(Collectors.joining(" "));
    var below = command.subcommands().isEmpty() ? "" : " COMMAND";
    return ("[OPTION]..." + below + " " + positional).strip();
  }

  private void examples() {
    var examples = Examples.of(command.name());
    if (!examples.isEmpty()) {
      section("EXAMPLES");
      out.append(".nf\n");
      examples.forEach(line -> out.append(escaped(line)).append('\n'));
      out.append(".fi\n");
    }
  }

  private void arguments() {
    section("OPTIONS");
    command.positionalParameters().forEach(spec -> entry(spec.paramLabel(), spec));
    command.options().forEach(option -> entry(names(option), option));
  }

  private static String names(OptionSpec option) {
    var label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return String.join(", ", option.names()) + label;
  }

  private void entry(String title, ArgSpec argument) {
    out.append(".TP\n.B ").append(escaped(title)).append('\n');
    out.append(escaped(String.join(" ", argument.description()))).append('\n');
  }

  private void commands() {
    var below =
        command.subcommands().values().stream()
            .map(line -> line.getCommandSpec())
            .filter(spec -> !spec.usageMessage().hidden())
            .toList();
    if (!below.isEmpty()) {
      section("COMMANDS");
      for (var commandSpec : below) {
        out.append(".TP\n.B ").append(escaped(commandSpec.name())).append('\n');
        out.append(escaped(new ManPage(commandSpec).purpose())).append('\n');
      }
    }
  }

  private void exitCodes() {
    section("EXIT STATUS");
    for (var code : ExitCode.values()) {
      out.append(".TP\n.B ").append(code.code()).append('\n');
      out.append(escaped(code.meaning())).append('\n');
    }
  }

  private void section(String title) {
    out.append(".SH ").append(title).append('\n');
  }

  /** A line must not begin like a roff request, and backslashes and hyphens are escaped. */
  private static String escaped(String text) {
    var safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}

package dev.parallax.cli.help;

import dev.parallax.model.verdict.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The text of {@code --help} around the options: purpose and examples first, exit codes last. */
public final class Help {
  private Help() {}

  /** Adds the help option, examples and exit codes to a command and to its subcommands. */
  public static void dress(CommandLine line) {
    var spec = line.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    var message = spec.usageMessage();
    message.header(header(spec.name(), message.description()));
    message.description(new String[0]);
    message.footer(exitCodes()).sortOptions(false);
    line.getSubcommands().values().forEach(Help::dress);
  }

  /** The purpose is the first line: the parent's list of commands shows it. */
  private static String[] header(String command, String[] purpose) {
    var header = new ArrayList<>(List.of(purpose));
    var examples = Examples.of(command);
    if (!examples.isEmpty()) {
      header.add("");
      header.add("Examples:");
      examples.forEach(example -> header.add("  " + example));
    }
    header.add("");
    return header.toArray(new String[0]);
  }

  private static String[] exitCodes() {
    var lines = new ArrayList<String>(List.of("", "Exit codes:"));
    for (var code : ExitCode.values()) {
      lines.add(String.format(Locale.ROOT, "  %3d  %s", code.code(), code.meaning()));
    }
    return lines.toArray(new String[0]);
  }

  public static String commands(CommandLine.ParseResult parsed) {
    return String.join(", ", parsed.commandSpec().subcommands().keySet());
  }
}

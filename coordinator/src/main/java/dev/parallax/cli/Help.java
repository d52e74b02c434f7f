package dev.parallax.cli;

import dev.parallax.model.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} says besides the options: examples first, the exit codes last. */
final class Help {
  private static final Map<String, List<String>> EXAMPLES =
      Map.of(
          "parallax",
          List.of(
              "parallax sweep shop.example.com --from eu,us",
              "parallax report @last",
              "parallax token create --label isp=Example --label region=eu"),
          "serve",
          List.of("parallax serve --data /var/lib/parallax --listen 0.0.0.0:7443"),
          "token",
          List.of(
              "parallax token create --label isp=Example --label region=eu --ttl 1h",
              "parallax token ls",
              "parallax token revoke k3x9a2"),
          "vantages",
          List.of(
              "parallax vantages",
              "parallax vantages show eu-a1",
              "parallax vantages revoke eu-a1"),
          "sweep",
          List.of(
              "parallax sweep shop.example.com",
              "parallax sweep https://shop.example.com/health --from eu+AS64500,us",
              "parallax sweep shop.example.com --inside origin-lan=10.0.0.5 -o text -o"
                  + " json=shop.json",
              "parallax sweep -l targets.txt --fail-on origin -q"),
          "report",
          List.of(
              "parallax report @last",
              "parallax report @last shop.example.com -o json",
              "parallax report @last -o html=report.html --lang zh"),
          "explain",
          List.of(
              "parallax explain @last",
              "parallax explain @last shop.example.com --lang zh",
              "parallax explain shop.json -J"),
          "sweeps",
          List.of("parallax sweeps --limit 10"),
          "attribute",
          List.of("parallax attribute shop.json", "parallax attribute shop.json -J"));

  private Help() {}

  /** Gives a command and all below it the same kind of help. */
  static void dress(CommandLine line) {
    var spec = line.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    var message = spec.usageMessage();
    message.header(header(spec.name(), message.description())).description();
    message.footer(exitCodes()).sortOptions(false);
    line.getSubcommands().values().forEach(Help::dress);
  }

  /** What the command is for comes first: its parent's list of commands shows that line. */
  private static String[] header(String command, String[] purpose) {
    var header = new ArrayList<>(List.of(purpose));
    var examples = EXAMPLES.getOrDefault(command, List.of());
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

  static String commands(CommandLine.ParseResult parsed) {
    return String.join(", ", parsed.commandSpec().subcommands().keySet());
  }
}

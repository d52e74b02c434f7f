package dev.parallax.cli;

import dev.parallax.attribution.Attribution;
import dev.parallax.cli.backup.BackupCommand;
import dev.parallax.cli.backup.RestoreCommand;
import dev.parallax.cli.backup.VerifyCommand;
import dev.parallax.cli.client.TlsLibrary;
import dev.parallax.cli.help.CompletionCommand;
import dev.parallax.cli.help.Help;
import dev.parallax.cli.help.ManCommand;
import dev.parallax.cli.output.CheckedOutput;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.watch.WatchCommand;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.model.verdict.TargetVerdicts;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code parallax}: coordinator and command line. */
public final class Main {
  private static final String COMPLETION = "completion";
  private static final String MAN = "man";

  /** Commands that describe all other commands. */
  private static final Set<String> DESCRIBING = Set.of(COMPLETION, MAN);

  private Main() {}

  @SuppressWarnings("SystemExitOutsideMain") // This is the main.
  public static void main(String[] arguments) {
    TlsLibrary.prepare(arguments);
    var out = Console.standardOutput();
    var console = Console.ofProcess(out);
    System.exit(written(console, out, run(console, arguments)));
  }

  /** Truncated output must not look like success. */
  public static int written(Console console, CheckedOutput out, int code) {
    return out.fault()
        .map(
            why -> {
              console.error("cannot write standard output: " + why);
              return ExitCode.INTERNAL.code();
            })
        .orElse(code);
  }

  /** Runs one command to its end and returns its exit code. */
  public static int run(Console console, String... arguments) {
    return run(console, Attribution::attribute, arguments);
  }

  static int run(
      Console console, Function<Sweep, List<TargetVerdicts>> attribution, String... arguments) {
    var code = commandLine(console, attribution, arguments).execute(arguments);
    console.out().flush();
    return code;
  }

  private static CommandLine commandLine(
      Console console, Function<Sweep, List<TargetVerdicts>> attribution, String... arguments) {
    var line = new CommandLine(CommandSpec.create().name("parallax"));
    wanted(commands(console, attribution), arguments)
        .forEach((name, command) -> line.addSubcommand(name, command.get()));
    line.getCommandSpec()
        .usageMessage()
        .description("Runs handshake probes from many vantages and attributes failures.");
    Help.dress(line);
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setExecutionStrategy(parsed -> executed(console, parsed))
        .setParameterExceptionHandler((wrong, given) -> misused(console, wrong))
        .setExecutionExceptionHandler((broken, at, parsed) -> failed(console, broken));
  }

  private static SequencedMap<String, Supplier<Object>> commands(
      Console console, Function<Sweep, List<TargetVerdicts>> attribution) {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("serve", () -> new ServeCommand(console));
    all.put("token", () -> new TokenCommand(console));
    all.put("vantages", () -> new VantagesCommand(console));
    all.put("operators", () -> new OperatorsCommand(console));
    all.put("ca", () -> new AuthorityCommand(console));
    all.put("sweep", () -> new SweepCommand(console));
    all.put("report", () -> new ReportCommand(console));
    all.put("explain", () -> new ExplainCommand(console, attribution));
    all.put("diff", () -> new DiffCommand(console, attribution));
    all.put("sweeps", () -> new SweepsCommand(console));
    all.put("attribute", () -> new AttributeCommand(console, attribution));
    all.put("causes", () -> new CausesCommand(console));
    all.put("targets", () -> targets(console));
    all.put("watch", () -> new WatchCommand(console));
    all.put("backup", () -> new BackupCommand(console));
    all.put("restore", () -> new RestoreCommand(console));
    all.put("verify", () -> new VerifyCommand(console));
    all.put("doctor", () -> new DoctorCommand(console));
    all.put(COMPLETION, () -> new CompletionCommand(console));
    all.put(MAN, ManCommand::new);
    all.put("version", () -> new VersionCommand(console));
    return all;
  }

  private static CommandLine targets(Console console) {
    return new CommandLine(new TargetsCommand()).addSubcommand("lint", new LintCommand(console));
  }

  /**
   * Loading all commands takes longer than most of them run, so only the named command is loaded.
   */
  private static SequencedMap<String, Supplier<Object>> wanted(
      SequencedMap<String, Supplier<Object>> all, String... arguments) {
    var name = arguments.length == 0 ? "" : arguments[0];
    var command = all.get(name);
    if (command == null || DESCRIBING.contains(name)) {
      return all;
    }
    var sources = new LinkedHashMap<String, Supplier<Object>>();
    sources.put(name, command);
    return sources;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int executed(Console console, CommandLine.ParseResult parsed) {
    if (parsed.hasSubcommand() || parsed.isUsageHelpRequested()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    console.error("a command is expected, one of " + Help.commands(parsed) + "; see --help");
    return ExitCode.USAGE.code();
  }

  private static int misused(Console console, CommandLine.ParameterException wrong) {
    console.error(
        wrong instanceof CommandLine.UnmatchedArgumentException unknown
            ? "%s does not take %s; see --help"
                .formatted(
                    wrong.getCommandLine().getCommandName(),
                    String.join(" ", unknown.getUnmatched()))
            : Optional.ofNullable(wrong.getMessage())
                .orElse("bad arguments; see --help")
                .replace("option option", "option"));
    return ExitCode.USAGE.code();
  }

  private static int failed(Console console, Exception broken) {
    if (broken instanceof CliException exception) {
      console.error(Optional.ofNullable(exception.getMessage()).orElse(""));
      return exception.code().code();
    }
    var kinds = Stream.of(broken.getClass().getSimpleName(), broken.getMessage());
    console.error("internal error: " + String.join(": ", kinds.map(String::valueOf).toList()));
    return ExitCode.INTERNAL.code();
  }
}

package dev.parallax.cli;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.ExitCode;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetVerdicts;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code parallax}: coordinator and command line. */
public final class Main {
  /**
   * Held, so that its level is not collected with it; gRPC's own warnings are no user's business.
   */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private Main() {}

  @SuppressWarnings("SystemExitOutsideMain") // This is the main.
  public static void main(String[] arguments) {
    GRPC.setLevel(Level.SEVERE);
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs one command to its end and returns its exit code. */
  static int run(Console console, String... arguments) {
    return run(console, Attribution::attribute, arguments);
  }

  static int run(
      Console console, Function<Sweep, List<TargetVerdicts>> attribution, String... arguments) {
    var code = commandLine(console, attribution).execute(arguments);
    console.out().flush();
    return code;
  }

  private static CommandLine commandLine(
      Console console, Function<Sweep, List<TargetVerdicts>> attribution) {
    var line =
        new CommandLine(CommandSpec.create().name("parallax"))
            .addSubcommand("serve", new ServeCommand(console))
            .addSubcommand("token", new TokenCommand(console))
            .addSubcommand("vantages", new VantagesCommand(console))
            .addSubcommand("sweep", new SweepCommand(console))
            .addSubcommand("report", new ReportCommand(console))
            .addSubcommand("explain", new ExplainCommand(console, attribution))
            .addSubcommand("diff", new DiffCommand(console, attribution))
            .addSubcommand("sweeps", new SweepsCommand(console))
            .addSubcommand("attribute", new AttributeCommand(console, attribution))
            .addSubcommand(
                "targets",
                new CommandLine(new TargetsCommand())
                    .addSubcommand("lint", new LintCommand(console)))
            .addSubcommand("doctor", new DoctorCommand(console))
            .addSubcommand("completion", new CompletionCommand(console))
            .addSubcommand("man", new ManCommand())
            .addSubcommand("version", new VersionCommand(console));
    Help.dress(line);
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setExecutionStrategy(parsed -> executed(console, parsed))
        .setParameterExceptionHandler((wrong, given) -> misused(console, wrong))
        .setExecutionExceptionHandler((broken, at, parsed) -> failed(console, broken));
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
                .formatted(wrong.getCommandLine().getCommandName(), unknown.getUnmatched())
            : Optional.ofNullable(wrong.getMessage()).orElse("bad arguments; see --help"));
    return ExitCode.USAGE.code();
  }

  private static int failed(Console console, Exception broken) {
    if (broken instanceof CliException told) {
      console.error(Optional.ofNullable(told.getMessage()).orElse(""));
      return told.code().code();
    }
    var kinds = Stream.of(broken.getClass().getSimpleName(), broken.getMessage());
    console.error("internal error: " + String.join(": ", kinds.map(String::valueOf).toList()));
    return ExitCode.INTERNAL.code();
  }
}

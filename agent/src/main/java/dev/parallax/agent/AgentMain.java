package dev.parallax.agent;

import dev.parallax.agent.command.AgentDoctorCommand;
import dev.parallax.agent.command.AgentVersionCommand;
import dev.parallax.agent.command.CaptureCommand;
import dev.parallax.agent.command.CommandContext;
import dev.parallax.agent.command.JoinCommand;
import dev.parallax.agent.command.PauseCommand;
import dev.parallax.agent.command.PolicyCommand;
import dev.parallax.agent.command.ProbeCommand;
import dev.parallax.agent.command.ResumeCommand;
import dev.parallax.agent.command.RunCommand;
import dev.parallax.agent.command.question.OwnerTerminal;
import dev.parallax.agent.config.ExitException;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.text.Printable;
import dev.parallax.wire.Contract;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program {@code parallax-agent}. */
@Command(
    name = "parallax-agent",
    header = {
      "Runs handshake probes from this host for a Parallax coordinator.",
      "",
      "  parallax-agent join coordinator.example:7443 --token-file token --name eu-a-1 --state DIR",
      "  parallax-agent run --state DIR",
      "  parallax-agent probe shop.example",
      "  parallax-agent pause --state DIR",
      "  parallax-agent resume --state DIR",
      "  parallax-agent policy show --state DIR",
      "  parallax-agent capture enable",
      "  parallax-agent doctor",
      ""
    },
    synopsisHeading = "")
public final class AgentMain implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);

  private static final int LINE = 1_000;

  private final CommandLine line;

  private AgentMain(CommandContext around, PrintWriter err) {
    line = new CommandLine(this);
    line.addSubcommand(new JoinCommand(around))
        .addSubcommand(new RunCommand(around))
        .addSubcommand(new ProbeCommand(around))
        .addSubcommand(new PauseCommand(around))
        .addSubcommand(new ResumeCommand(around))
        .addSubcommand(new PolicyCommand(around))
        .addSubcommand(new CaptureCommand(around))
        .addSubcommand(new AgentDoctorCommand(around))
        .addSubcommand(new AgentVersionCommand(around))
        .setOut(around.out())
        .setErr(err)
        .setParameterExceptionHandler(AgentMain::misused)
        .setExecutionExceptionHandler(AgentMain::failed);
    Stream.concat(Stream.of(line), line.getSubcommands().values().stream())
        .forEach(command -> dress(command.getCommandSpec()));
  }

  public static void main(String[] args) {
    System.exit(run(args, Clock.systemUTC()));
  }

  /** Runs a command with the environment and the streams of the process; returns its exit code. */
  public static int run(String[] args, Clock clock) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return run(
        args, new CommandContext(out, System.getenv(), clock, OwnerTerminal.ofThisProcess()), err);
  }

  /** Runs a command with this environment and these streams, and asks nothing. */
  public static int run(
      String[] args,
      Map<String, String> environment,
      Clock clock,
      PrintWriter out,
      PrintWriter err) {
    return run(args, new CommandContext(out, environment, clock, Optional.empty()), err);
  }

  static int run(String[] args, CommandContext context, PrintWriter err) {
    return new AgentMain(context, err).line.execute(args);
  }

  /** Called when no command is given. */
  @Override
  public void run() {
    throw new ParameterException(
        line,
        "a command is join, run, probe, pause, resume, policy, capture, doctor or version (see"
            + " --help)");
  }

  private static void dress(CommandSpec command) {
    command.mixinStandardHelpOptions(true).version("parallax-agent " + Contract.release());
    command.usageMessage().width(100).footer(exitCodes());
  }

  private static int misused(ParameterException misuse, String[] args) {
    return say(misuse.getCommandLine(), misuse.getMessage(), ExitCode.USAGE);
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof ExitException refused) {
      return say(line, refused.getMessage(), refused.exitCode());
    }
    LOG.error("internal error", failure);
    return say(line, "internal error: " + failure, ExitCode.INTERNAL);
  }

  private static int say(CommandLine line, @Nullable String message, ExitCode code) {
    line.getErr().println("parallax-agent: " + Printable.of(String.valueOf(message), LINE));
    line.getErr().flush();
    return code.code();
  }

  private static String[] exitCodes() {
    return Stream.concat(
            Stream.of("", "Exit codes:"),
            Stream.of(ExitCode.values())
                .map(code -> String.format("  %3d  %s", code.code(), code.meaning())))
        .toArray(String[]::new);
  }
}

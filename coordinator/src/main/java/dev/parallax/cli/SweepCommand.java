package dev.parallax.cli;

import dev.parallax.cli.client.CoordinatorLostException;
import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.live.DryRun;
import dev.parallax.cli.live.Interruption;
import dev.parallax.cli.live.LineProgress;
import dev.parallax.cli.live.LiveBoard;
import dev.parallax.cli.live.LiveProgress;
import dev.parallax.cli.live.LiveScreen;
import dev.parallax.cli.live.ProgressListener;
import dev.parallax.cli.live.Reattachment;
import dev.parallax.cli.live.SweepFollower;
import dev.parallax.cli.live.TargetLoad;
import dev.parallax.cli.live.TrialLines;
import dev.parallax.cli.options.AskedArms;
import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.DurationConverter;
import dev.parallax.cli.options.FamilyOptions;
import dev.parallax.cli.options.FleetOptions;
import dev.parallax.cli.options.Inside;
import dev.parallax.cli.options.JudgeOptions;
import dev.parallax.cli.options.LimitOptions;
import dev.parallax.cli.options.OutputOptions;
import dev.parallax.cli.options.RepeatOptions;
import dev.parallax.cli.options.TargetOptions;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.OutputTarget;
import dev.parallax.cli.output.Outputs;
import dev.parallax.cli.output.TerminalCapabilities;
import dev.parallax.cli.output.TerminalSize;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.words.Catalogue;
import dev.parallax.v1.StartSweepRequest;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parallax sweep}: measures targets from many vantages and prints the verdicts. */
@Command(name = "sweep", description = "Measure targets from many vantages and attribute failures.")
final class SweepCommand implements Callable<Integer> {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A coordinator that starts after the deadline waits so long for late observations. */
  private static final Duration RECOVERY = Duration.ofSeconds(70);

  private static final int TRIALS_LIMIT = 100;
  private final Console console;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Mixin private FleetOptions fleet = new FleetOptions();

  @Mixin private FamilyOptions families = new FamilyOptions();

  @Option(
      names = "--inside",
      paramLabel = "SELECTOR[=ADDRESS]",
      description =
          "Vantages on the host or LAN of the origin, and the address by which they reach it.")
  private List<String> inside = new ArrayList<>();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Number of trials per arm, 1 to 100. Default: 5.")
  private Optional<Integer> trials = Optional.empty();

  @Option(
      names = "--deadline",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Deadline of the whole sweep. Default: 20s.")
  private Optional<Duration> deadline = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Timeout of each step. Default: 5s.")
  private Optional<Duration> timeout = Optional.empty();

  @Option(
      names = "--arm",
      paramLabel = "ARM",
      split = ",",
      description =
          "Arms to run regardless of the result of the first round, e.g. ttl_walk,big_hello;"
              + " \"all\" runs every arm. browser_hello sends the ClientHellos of "
              + BrowserHello.LIST
              + "; the first round has one trial of it.")
  private List<String> arms = new ArrayList<>();

  @Option(
      names = "--dry-run",
      description =
          "Print the vantages, arms and number of handshakes of the first round without running"
              + " it.")
  private boolean dryRun;

  @Option(
      names = "-v",
      description = "Print a line for each trial on standard error as its result arrives.")
  private boolean verbose;

  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private RepeatOptions repeat = new RepeatOptions();
  @Mixin private JudgeOptions judge = new JudgeOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var policy = judge.policy();
    repeat.check();
    fleet.check();
    if (verbose && output.quiet()) {
      throw CliException.usage("-q and -v exclude each other");
    }
    var asked = output.outputs();
    var request = request(targets.read(console));
    return dryRun
        ? planned(request, output.outputs(DryRun.FORMATS))
        : repeat.run(() -> once(request, asked, policy));
  }

  private int planned(StartSweepRequest request, List<OutputTarget> asked) {
    var catalogue = output.catalogue(console);
    try (var outputs = Outputs.open(asked, catalogue, console, output.looks(console));
        var link = connection.open(console)) {
      var chosen = from(request, link);
      return DryRun.print(link.ask(calls -> calls.planSweep(chosen)), outputs);
    }
  }

  private int once(StartSweepRequest request, List<OutputTarget> asked, ExitPolicy policy) {
    var catalogue = output.catalogue(console);
    var looks = output.looks(console);
    try (var outputs = Outputs.open(asked, catalogue, console, looks);
        var link = connection.open(console);
        var progress = progress(catalogue, looks);
        var interruption = new Interruption(link::cancel, outputs::close, progress::close)) {
      var run = new SweepFollower(progress, outputs);
      var chosen = from(request, link);
      var planned = link.ask(calls -> calls.planSweep(chosen));
      TargetLoad.of(planned).ifPresent(load -> progress.load(load.line(catalogue)));
      var limit = TargetLoad.longest(planned).orElse(deadline.orElse(DEFAULT_DEADLINE));
      var report = follow(link, chosen, limit.plus(GRACE), run, policy, interruption);
      outputs.finish(report);
      return report.exit().code().code();
    }
  }

  private ProgressListener progress(Catalogue catalogue, TerminalCapabilities looks) {
    if (verbose) {
      return new TrialLines(new LineProgress(catalogue, console::progress), console::progress);
    }
    if (output.quiet() || !looks.redraws()) {
      return new LineProgress(catalogue, output.quiet() ? line -> {} : console::progress);
    }
    var board = new LiveBoard(catalogue, looks.coloured());
    var screen = new LiveScreen(board, console.err(), TerminalSize.ofTerminal());
    return new LiveProgress(catalogue, screen, console::progress);
  }

  private StartSweepRequest from(StartSweepRequest request, OperatorLink link) {
    return request.toBuilder().setFrom(fleet.selector(link)).build();
  }

  private Report follow(
      OperatorLink link,
      StartSweepRequest request,
      Duration limit,
      SweepFollower run,
      ExitPolicy policy,
      Interruption interruption) {
    try {
      return followed(link, request, limit, run, policy, interruption);
    } catch (CliException ended) {
      throw interruption.happened()
          ? new CliException(ExitCode.INTERRUPTED, "interrupted; the stored observations are kept")
          : ended;
    }
  }

  private Report followed(
      OperatorLink link,
      StartSweepRequest request,
      Duration limit,
      SweepFollower run,
      ExitPolicy policy,
      Interruption interruption) {
    try {
      return link.ask(limit, calls -> run.follow(calls.startSweep(request), policy));
    } catch (CoordinatorLostException lost) {
      if (interruption.happened()) {
        throw lost;
      }
      return new Reattachment(link, run, limit.plus(RECOVERY)).after(lost, policy);
    }
  }

  private StartSweepRequest request(List<TargetLine> lines) {
    var targets = lines.stream().map(TargetLine::target).toList();
    var request =
        StartSweepRequest.newBuilder()
            .addAllTargets(lines.stream().map(TargetLine::toString).toList())
            .addAllInside(inside.stream().map(Inside::parse).toList())
            .setFamilyValue(Wire.number(families.of(targets)));
    trials.map(SweepCommand::checkedTrials).ifPresent(request::setTrials);
    deadline.map(Wire::toProto).ifPresent(request::setDeadline);
    timeout.map(Wire::toProto).ifPresent(request::setStepTimeout);
    limits.set(request);
    AskedArms.of(arms).forEach(arm -> request.addArmsValue(Wire.number(arm)));
    return request.build();
  }

  private static int checkedTrials(int trials) {
    if (trials < 1 || trials > TRIALS_LIMIT) {
      throw CliException.usage("--trials: expected 1 to " + TRIALS_LIMIT + ", got: " + trials);
    }
    return trials;
  }
}

package dev.parallax.agent.command;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parallax.agent.command.page.ObservationPage;
import dev.parallax.agent.config.Act;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.plan.Consent;
import dev.parallax.agent.plan.PlanRunner;
import dev.parallax.agent.plan.PlanTrials;
import dev.parallax.agent.probe.Prober;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.QuotedWords;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs a probe that a coordinator could have requested, with the same code, and prints its result.
 */
@Command(
    name = "probe",
    header = {
      "Probes a target from this host, without a coordinator.",
      "",
      "  parallax-agent probe shop.example",
      "  parallax-agent probe https://shop.example@192.0.2.7 --arm base,control_sni,no_sni",
      "  parallax-agent probe shop.example --arm ttl_walk --hops 12",
      ""
    },
    synopsisHeading = "")
public final class ProbeCommand implements Callable<Integer> {
  private static final VantageId HERE = new VantageId("here");
  private static final SweepId ALONE = new SweepId("probe");
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final CommandContext around;

  @Mixin private final ProbeOptions options = new ProbeOptions();

  public ProbeCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws InterruptedException {
    var print = printer();
    var request = ProbeRequest.of(options, around.environment());
    if (options.format.equals("text")) {
      Target.respelled(QuotedWords.split(options.target).getFirst())
          .ifPresent(around.out()::println);
    }
    try (var prober = new Prober(request.config(), request.policy(), around.clock())) {
      prober.warmUp();
      return exit(run(prober, request, print)).code();
    }
  }

  private Consumer<Observation> printer() {
    return switch (options.format) {
      case "text" -> new ObservationPage(around.out())::print;
      case "json" -> seen -> around.out().println(json(seen));
      default -> throw ExitException.usage("-o: expected text or json, got: " + options.format);
    };
  }

  private static List<Observation> run(
      Prober prober, ProbeRequest request, Consumer<Observation> print)
      throws InterruptedException {
    var seen = new CopyOnWriteArrayList<Observation>();
    var finished = new CountDownLatch(1);
    try (var scheduler = Executors.newSingleThreadScheduledExecutor()) {
      var runner =
          new PlanRunner(
              prober,
              () -> {},
              new Consent(EnumSet.allOf(Act.class)),
              scheduler,
              RandomGenerator.getDefault());
      var _ =
          runner.start(
              new PlanTrials(HERE, assigned(request)),
              observation -> {
                seen.add(observation);
                print.accept(observation);
              },
              finished::countDown);
      finished.await();
      scheduler.shutdownNow();
    }
    return seen;
  }

  private static AssignedPlan assigned(ProbeRequest request) {
    var plan = PlanReader.read(Wire.planBytes(request.plan()));
    return new AssignedPlan(
        ALONE,
        plan,
        Duration.ZERO,
        DEADLINE,
        Map.of(),
        Set.of(),
        Duration.ZERO,
        request.credentials());
  }

  private static String json(Observation seen) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(Wire.toProto(seen));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ExitCode exit(List<Observation> seen) {
    if (seen.stream().anyMatch(observation -> observation.failure().isPresent())) {
      return ExitCode.FINDING;
    }
    if (seen.stream().anyMatch(Observation::ok)) {
      return ExitCode.OK;
    }
    return seen.stream().anyMatch(ProbeCommand::refused)
        ? ExitCode.REFUSED_BY_POLICY
        : ExitCode.INCONCLUSIVE;
  }

  private static boolean refused(Observation seen) {
    return seen.outcome() instanceof Outcome.NotRun(var reason, var _)
        && reason == NotRunReason.REFUSED_BY_POLICY;
  }
}

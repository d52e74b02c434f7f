package dev.parallax.attribution;

import dev.parallax.model.failure.Step;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.SiteTimes;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Histories and times of a {@link Grid}: connects of 40 ms and handshakes of 50 ms. */
final class PastTimes {
  static final int LOOKS = 144;

  private PastTimes() {}

  /** Every vantage with the usual times of the target and of the first reference site. */
  static Sweep usual(Sweep sweep) {
    return usual(sweep, LOOKS, 2);
  }

  /**
   * As {@link #usual(Sweep)}.
   *
   * @param deviation of the handshake, ms
   */
  static Sweep usual(Sweep sweep, int looks, int deviation) {
    return with(
        sweep,
        sweep.vantages().stream()
            .map(Vantage::id)
            .map(vantage -> history(vantage, steps(looks, deviation), Optional.empty()))
            .toList());
  }

  static VantageHistory history(
      VantageId vantage, List<StepHistory> steps, Optional<SeenServer> seen) {
    return new VantageHistory(
        vantage, steps, List.of(new SiteTimes("https://ref1.example", steps)), seen);
  }

  static List<StepHistory> steps(int looks, int deviation) {
    return List.of(times(Step.TCP, looks, 40, 2), times(Step.TLS, looks, 50, deviation));
  }

  private static StepHistory times(Step step, int looks, int millis, int deviation) {
    return new StepHistory(
        step,
        looks,
        Grid.NOW.minusSeconds(60),
        Duration.ofMillis(millis),
        Duration.ofMillis(deviation));
  }

  static Sweep with(Sweep sweep, List<VantageHistory> histories) {
    var known = new TargetHistory(Optional.of(Grid.NOW.minusSeconds(60)), histories);
    return sweep.withTargets(List.of(sweep.targets().getFirst().with(known)));
  }

  /** The same sweep with trials of an arm of this duration of a step. */
  static Sweep took(Sweep sweep, Set<String> vantages, Arm arm, Step step, int millis) {
    var seen = new ArrayList<Observation>();
    for (var one : Grid.observations(sweep)) {
      var isMeant = vantages.contains(one.key().vantage().name()) && one.key().arm() == arm;
      seen.add(isMeant ? took(one, step, Duration.ofMillis(millis)) : one);
    }
    return sweep.withTargets(List.of(sweep.targets().getFirst().with(seen)));
  }

  private static Observation took(Observation seen, Step step, Duration time) {
    var steps = seen.steps();
    return step == Step.TLS
        ? seen.with(steps.with(took(steps.tls().orElseThrow(), time)))
        : seen.with(
            new Steps(
                steps.dns(),
                steps.tcp().map(tcp -> took(tcp, time)),
                steps.tls(),
                steps.http(),
                steps.path(),
                steps.packets()));
  }

  private static TcpStep took(TcpStep tcp, Duration time) {
    return new TcpStep(tcp.address(), tcp.port(), tcp.localPort(), time, tcp.info());
  }

  private static TlsStep took(TlsStep tls, Duration time) {
    return new TlsStep(
        tls.hello(),
        tls.agreed(),
        tls.chain(),
        tls.staple(),
        tls.central(),
        tls.certificateRequested(),
        tls.alert(),
        tls.traffic(),
        tls.sinceLastSend(),
        time,
        tls.cleartext());
  }
}

package dev.parallax.attribution.history;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The times of one step in the trials of one sweep. A look has the fastest of a target's addresses;
 * so has each sample here. Trials that the agent delayed notably are left out, and a smaller delay
 * is subtracted: neither is the peer's.
 */
final class StepSamples {
  private StepSamples() {}

  /** A sample for each trial in which the step ended. */
  static List<Duration> of(Stream<ClassifiedTrial> trials, Step step) {
    var samples = new TreeMap<String, Duration>();
    trials
        .map(ClassifiedTrial::seen)
        .filter(seen -> hasEnded(seen, step) && isInTime(seen))
        .forEach(
            seen ->
                took(seen.steps(), step)
                    .ifPresent(
                        took -> samples.merge(trial(seen), own(seen, took), StepSamples::shorter)));
    return List.copyOf(samples.values());
  }

  private static String trial(Observation seen) {
    var key = seen.key();
    return key.round() + " " + key.trial() + " " + key.variant();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** A step that fails ends early, or at a timeout of the agent. */
  private static boolean hasEnded(Observation seen, Step step) {
    return seen.ok()
        || (seen.outcome() instanceof Outcome.Failed(Failure failure)
            && failure.step().compareTo(step) > 0);
  }

  private static boolean isInTime(Observation seen) {
    return seen.delay().filter(SchedulingDelay::isNotable).isEmpty();
  }

  private static Duration own(Observation seen, Duration took) {
    var late = seen.delay().map(SchedulingDelay::total).orElse(Duration.ZERO);
    return late.compareTo(took) < 0 ? took.minus(late) : Duration.ZERO;
  }

  private static Optional<Duration> took(Steps steps, Step step) {
    return switch (step) {
      case DNS -> steps.dns().map(DnsStep::took);
      case TCP -> steps.tcp().map(TcpStep::took);
      case TLS -> steps.tls().map(TlsStep::took);
      case HTTP -> steps.http().map(HttpStep::took);
    };
  }
}

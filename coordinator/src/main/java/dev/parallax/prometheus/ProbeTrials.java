package dev.parallax.prometheus;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The base trials that one vantage ran on one target in one sweep.
 *
 * @param trials one or more, in the order of arrival
 */
public record ProbeTrials(List<Observation> trials) {
  private static final double NANOS = 1e9;

  public ProbeTrials {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("the figures of a probe need one base trial, got none");
    }
  }

  /**
   * The rule of {@code probe_success}: at least half of the base trials passed. A tie is a success.
   */
  boolean isSuccess() {
    return passedRatio() >= 0.5;
  }

  double passedRatio() {
    return (double) trials.stream().filter(Observation::ok).count() / trials.size();
  }

  /** Seconds of all steps of the median trial; of the passing trials, if there are any. */
  double duration() {
    var passed = trials.stream().filter(Observation::ok).toList();
    return median((passed.isEmpty() ? trials : passed).stream().map(ProbeTrials::whole)).orElse(0);
  }

  OptionalDouble dns() {
    return median(steps(seen -> seen.steps().dns()).map(step -> step.took()));
  }

  OptionalDouble connect() {
    return median(steps(seen -> seen.steps().tcp()).map(TcpStep::took));
  }

  OptionalDouble tls() {
    return median(steps(seen -> seen.steps().tls()).map(TlsStep::took));
  }

  OptionalDouble http() {
    return median(steps(seen -> seen.steps().http()).map(HttpStep::took));
  }

  /** From the newest trial with a value. */
  Optional<HttpStep> response() {
    return steps(seen -> seen.steps().http()).reduce((older, newer) -> newer);
  }

  Optional<TcpStep> connection() {
    return steps(seen -> seen.steps().tcp()).reduce((older, newer) -> newer);
  }

  /** Of the newest handshake that reached this step. */
  Optional<TlsStep.Agreed> agreed() {
    return steps(seen -> seen.steps().tls())
        .map(TlsStep::agreed)
        .filter(agreed -> !agreed.version().isEmpty())
        .reduce((older, newer) -> newer);
  }

  /** The certificate of the chain that ends first. */
  Optional<Instant> earliestExpiry() {
    return steps(seen -> seen.steps().tls())
        .map(TlsStep::chain)
        .flatMap(Collection::stream)
        .map(CertificateFacts::notAfter)
        .min(Comparator.naturalOrder());
  }

  /** Why most failing trials failed. */
  Optional<Failure> failure() {
    var words =
        trials.stream()
            .flatMap(seen -> seen.failure().stream())
            .collect(Collectors.groupingBy(failure -> List.of(failure.step(), failure.word())));
    return words.values().stream()
        .max(Comparator.comparingInt((List<Failure> same) -> same.size()))
        .map(List::getFirst);
  }

  /** Seconds by blackbox_exporter's name of the phase. */
  Map<String, OptionalDouble> phases() {
    return Map.of("resolve", dns(), "connect", connect(), "tls", tls(), "processing", http());
  }

  private <T> Stream<T> steps(Function<Observation, Optional<T>> step) {
    return trials.stream().flatMap(seen -> step.apply(seen).stream());
  }

  private static Duration whole(Observation seen) {
    var steps = seen.steps();
    return Stream.of(
            steps.dns().map(step -> step.took()),
            steps.tcp().map(TcpStep::took),
            steps.tls().map(TlsStep::took),
            steps.http().map(HttpStep::took))
        .flatMap(Optional::stream)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static OptionalDouble median(Stream<Duration> times) {
    var sorted = times.sorted().toList();
    return sorted.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted.get(sorted.size() / 2).toNanos() / NANOS);
  }
}

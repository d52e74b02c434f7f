package dev.parallax.agent.plan;

import dev.parallax.agent.config.OwnerPolicy;
import dev.parallax.agent.state.Pause;
import dev.parallax.model.value.Bytes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The owner's rules on when and for which coordinator this host runs probes. The clock is that of
 * the host: the coordinator's clock would let the coordinator choose the hour. Safe for use by many
 * threads.
 */
public final class ProbingRules {
  private final Pause pause;
  private final OwnerPolicy.Times times;
  private final Supplier<Bytes> authority;
  private final InstantSource clock;

  /**
   * Evaluated at each call.
   *
   * @param authority SHA-256 of the CA certificate of the connected coordinator
   * @param clock the clock of the host
   */
  public ProbingRules(
      Pause pause, OwnerPolicy.Times times, Supplier<Bytes> authority, InstantSource clock) {
    this.pause = pause;
    this.times = times;
    this.authority = authority;
    this.clock = clock;
  }

  /** Without a rule but the pause. */
  public static ProbingRules of(Pause pause) {
    return new ProbingRules(
        pause, OwnerPolicy.STANDARD.times(), () -> Bytes.EMPTY, InstantSource.system());
  }

  /** The rule that forbids every probe now, named as in {@code policy.conf}; empty when none. */
  public Optional<String> refusal() {
    return paused().or(this::off).or(this::sweepsFrom).or(this::quietHours);
  }

  private Optional<String> paused() {
    return pause.isSet()
        ? Optional.of("the owner of this host has paused probing")
        : Optional.empty();
  }

  private Optional<String> off() {
    return times.probing() ? Optional.empty() : Optional.of("probing is off on this host");
  }

  private Optional<String> sweepsFrom() {
    var connected = authority.get();
    return times.sweepsFrom().isEmpty() || times.sweepsFrom().contains(connected)
        ? Optional.empty()
        : Optional.of("sweeps-from of this host does not have the coordinator's CA " + connected);
  }

  private Optional<String> quietHours() {
    var now = clock.instant();
    return times.quietHours().stream()
        .filter(span -> span.contains(now))
        .map(
            span ->
                "quiet-hours %s of this host: local time is %tR"
                    .formatted(span, span.localTime(now)))
        .findFirst();
  }
}

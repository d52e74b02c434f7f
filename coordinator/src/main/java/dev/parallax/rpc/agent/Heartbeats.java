package dev.parallax.rpc.agent;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The heartbeats of one stream and their answers: the offset of the agent's clock, and whether the
 * agent answers a challenge. Thread-safe.
 */
final class Heartbeats {
  private static final Duration CHALLENGE = Duration.ofSeconds(3);

  private final Ticker ticker;
  private final ClockOffset clockOffset;
  private CompletableFuture<Boolean> challenge = CompletableFuture.completedFuture(false);
  private long challengeNumber;

  Heartbeats(InstantSource clock, Ticker ticker) {
    this.ticker = ticker;
    this.clockOffset = new ClockOffset(clock);
  }

  /** The number of the next heartbeat; none when the last heartbeats have no answer. */
  synchronized Optional<Long> next() {
    return clockOffset.ask(ticker.read());
  }

  synchronized void answered(long number, Instant agentTime) {
    if (number >= challengeNumber) {
      challenge.complete(true);
    }
    clockOffset.answered(number, agentTime, ticker.read());
  }

  synchronized Optional<Duration> offset() {
    return clockOffset.offset();
  }

  /**
   * Whether the agent answers a heartbeat within 3 s; a challenge that is open serves every caller.
   *
   * @param heartbeat sends a heartbeat; returns its number, or none when the stream has ended
   */
  synchronized CompletableFuture<Boolean> challenge(Supplier<Optional<Long>> heartbeat) {
    if (challenge.isDone()) {
      challenge = new CompletableFuture<>();
      challenge.completeOnTimeout(false, CHALLENGE.toMillis(), TimeUnit.MILLISECONDS);
      heartbeat
          .get()
          .ifPresentOrElse(number -> challengeNumber = number, () -> challenge.complete(false));
    }
    return challenge;
  }

  /** No further answer arrives. */
  synchronized void stop() {
    challenge.complete(false);
  }
}

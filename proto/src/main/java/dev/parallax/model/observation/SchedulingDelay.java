package dev.parallax.model.observation;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How late the agent's own work was during one trial. It is the time of the agent's host and says
 * nothing about the peer.
 *
 * @param longest the longest time a due task of the trial's event loop waited
 * @param total the sum of those times, and the time the agent judged certificates
 * @param shortage what the operating system counted meanwhile; absent when the trial was not late,
 *     and where the system counts nothing
 */
public record SchedulingDelay(Duration longest, Duration total, Optional<CpuShortage> shortage) {
  /** Less than this changes no measured time by more than the accuracy of the probes. */
  public static final Duration NOTABLE = Duration.ofMillis(20);

  public static final SchedulingDelay NONE =
      new SchedulingDelay(Duration.ZERO, Duration.ZERO, Optional.empty());

  public SchedulingDelay {
    Objects.requireNonNull(shortage, "shortage");
    if (longest.isNegative() || total.isNegative()) {
      throw new IllegalArgumentException(
          "a scheduling delay is not negative, got: longest " + longest + ", total " + total);
    }
  }

  /** Whether times measured in this trial may be this host's own. */
  public boolean isNotable() {
    return total.compareTo(NOTABLE) >= 0;
  }
}

package dev.parallax.model.observation;

import java.time.Duration;

/**
 * What Linux counted of an agent that waited for a CPU, during one trial and at most one second
 * before it.
 *
 * @param throttledPeriods periods in which the CPU quota of the agent's control group was used up
 *     ({@code nr_throttled} of {@code cpu.stat})
 * @param throttled the time it was not allowed to run for that ({@code throttled_usec})
 * @param stolen the time the hypervisor gave the host's CPUs to other guests, summed over the CPUs
 *     ({@code steal} of {@code /proc/stat})
 * @param waited the time the trial's thread was ready to run and had no CPU ({@code schedstat})
 */
public record CpuShortage(
    int throttledPeriods, Duration throttled, Duration stolen, Duration waited) {
  public CpuShortage {
    if (throttledPeriods < 0
        || throttled.isNegative()
        || stolen.isNegative()
        || waited.isNegative()) {
      throw new IllegalArgumentException(
          "counters of a CPU shortage are not negative, got: %d periods, %s throttled, %s stolen, %s waited"
              .formatted(throttledPeriods, throttled, stolen, waited));
    }
  }
}

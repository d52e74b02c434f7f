package dev.parallax.agent.plan;

import dev.parallax.agent.probe.trial.HandshakePace;
import dev.parallax.model.plan.ProbeSpec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The pace of each host of one plan, by the probes' host names: all targets, arms and ports of a
 * host share it, reference sites and neutral servers have their own. Safe for use by many threads.
 */
final class HandshakePaces {
  private final Duration interval;
  private final LongSupplier ticker;
  private final Map<String, HandshakePace> byHost = new ConcurrentHashMap<>();

  HandshakePaces(Duration interval, LongSupplier ticker) {
    this.interval = interval;
    this.ticker = ticker;
  }

  HandshakePace of(ProbeSpec probe) {
    return byHost.computeIfAbsent(probe.host(), host -> new HandshakePace(interval, ticker));
  }
}

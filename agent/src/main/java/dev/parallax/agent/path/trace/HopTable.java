package dev.parallax.agent.path.trace;

import dev.parallax.agent.path.kernel.TimeLimit;
import dev.parallax.agent.path.trace.Trace.TraceEnd;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The answers of a running trace. */
final class HopTable {
  private final TracePlan plan;
  private final Map<SentProbe, Long> sentAt = new HashMap<>();
  private final TreeMap<Integer, Hop> answers = new TreeMap<>();

  private record SentProbe(int ttl, int attempt) {}

  HopTable(TracePlan plan) {
    this.plan = plan;
  }

  /** The packets with one limit are numbered from 0. */
  void sent(int ttl, int attempt) {
    sentAt.put(new SentProbe(ttl, attempt), System.nanoTime());
  }

  /**
   * The time since that packet was sent; empty when it was not sent.
   *
   * @param now of {@link System#nanoTime}
   */
  Optional<Duration> rtt(int ttl, int attempt, long now) {
    return Optional.ofNullable(sentAt.get(new SentProbe(ttl, attempt)))
        .map(then -> Duration.ofNanos(now - then));
  }

  /** Packets. */
  int sent() {
    return sentAt.size();
  }

  /** The first answer of a hop is kept. */
  void answered(Hop hop) {
    if (hop.answer() != Hop.HopAnswer.SILENCE) {
      answers.putIfAbsent(hop.ttl(), hop);
    }
  }

  boolean isAnswered(int ttl) {
    return answers.containsKey(ttl);
  }

  /** The lowest limit with which the path ended; above all limits before that. */
  int lastHop() {
    return answers.values().stream()
        .filter(Hop::isLast)
        .mapToInt(Hop::ttl)
        .findFirst()
        .orElse(plan.maxHops() + 1);
  }

  boolean hasEnded() {
    return lastHop() <= plan.maxHops();
  }

  /** The highest hop limit with an answer, 0 without any answer. */
  int farthest() {
    return answers.isEmpty() ? 0 : answers.lastKey();
  }

  List<Hop> hops() {
    return IntStream.rangeClosed(1, Math.min(lastHop(), farthest()))
        .mapToObj(ttl -> answers.getOrDefault(ttl, Hop.silent(ttl)))
        .toList();
  }

  TraceEnd ending(TimeLimit patience, int tried) {
    if (hasEnded()) {
      return TraceEnd.LAST_HOP;
    }
    if (patience.isOver()) {
      return TraceEnd.DEADLINE;
    }
    return tried < plan.maxHops() ? TraceEnd.SILENCE : TraceEnd.MAX_HOPS;
  }
}

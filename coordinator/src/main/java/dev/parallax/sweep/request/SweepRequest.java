package dev.parallax.sweep.request;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.TargetLine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The request of an operator.
 *
 * @param targets 1 to 1,000, each once
 * @param inside the inside vantages for these targets
 * @param trials of each arm in the first round, 1 to 100
 * @param deadline of the whole sweep, 1 s to 1 h
 * @param stepTimeout of one step, 100 ms to 60 s
 * @param arms to run after round 1, for any result
 * @param limits of the sweep
 * @param family the only address family of targets, references and other servers
 * @param exchanges what is sent to a target beyond the default request, and what must come back; of
 *     targets without an entry the default
 */
public record SweepRequest(
    List<Target> targets,
    VantageSelector from,
    List<InsideVantages> inside,
    int trials,
    Duration deadline,
    Duration stepTimeout,
    Set<Arm> arms,
    SweepLimits limits,
    Family family,
    Map<Target, Exchange> exchanges) {
  public static final int DEFAULT_TRIALS = 5;
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(20);
  public static final Duration DEFAULT_STEP_TIMEOUT = Duration.ofSeconds(5);

  public SweepRequest {
    targets = targets.stream().distinct().toList();
    inside = List.copyOf(inside);
    exchanges = Map.copyOf(exchanges);
    arms = Collections.unmodifiableSortedSet(new TreeSet<>(arms));
    expect(
        !targets.isEmpty() && targets.size() <= 1_000,
        "a sweep has 1 to 1000 targets",
        targets.size());
    expect(trials >= 1 && trials <= 100, "trials are 1 to 100", trials);
    expect(
        between(deadline, Duration.ofSeconds(1), Duration.ofHours(1)),
        "a deadline is 1s to 1h",
        deadline);
    expect(
        between(stepTimeout, Duration.ofMillis(100), Duration.ofMinutes(1)),
        "a step timeout is 100ms to 60s",
        stepTimeout);
    expect(targets, inside, family);
  }

  private static void expect(List<Target> targets, List<InsideVantages> inside, Family family) {
    var of = "with " + family.title() + " alone ";
    targets.forEach(
        target -> expect(family.admits(target), of + "a target is at no other address", target));
    inside.stream()
        .flatMap(witness -> witness.route().stream())
        .forEach(
            route ->
                expect(
                    family.admits(route),
                    of + "a route inside is no other address",
                    route.getHostAddress()));
  }

  /** Over any address, with as many rounds as usual and no budget. */
  public SweepRequest(
      List<Target> targets,
      VantageSelector from,
      List<InsideVantages> inside,
      int trials,
      Duration deadline,
      Duration stepTimeout,
      Set<Arm> arms) {
    this(
        targets,
        from,
        inside,
        trials,
        deadline,
        stepTimeout,
        arms,
        SweepLimits.DEFAULT,
        Family.ANY);
  }

  /** Of default requests. */
  public SweepRequest(
      List<Target> targets,
      VantageSelector from,
      List<InsideVantages> inside,
      int trials,
      Duration deadline,
      Duration stepTimeout,
      Set<Arm> arms,
      SweepLimits limits,
      Family family) {
    this(targets, from, inside, trials, deadline, stepTimeout, arms, limits, family, Map.of());
  }

  /** What is sent to the target beyond the default request, and what must come back. */
  public Exchange exchange(Target target) {
    return exchanges.getOrDefault(target, Exchange.DEFAULT);
  }

  /**
   * The same with what is sent to its targets and what must come back.
   *
   * @throws IllegalArgumentException when one target stands twice with different words
   */
  public SweepRequest exchanging(List<TargetLine> lines) {
    var otherExchanges = new HashMap<Target, Exchange>();
    for (var line : lines) {
      var before = otherExchanges.put(line.target(), line.exchange());
      expect(
          before == null || before.equals(line.exchange()),
          "a target stands once, or each time with the same words",
          line);
    }
    return new SweepRequest(
        targets, from, inside, trials, deadline, stepTimeout, arms, limits, family, otherExchanges);
  }

  /** The same under these limits. */
  public SweepRequest within(SweepLimits otherLimits) {
    return new SweepRequest(
        targets, from, inside, trials, deadline, stepTimeout, arms, otherLimits, family, exchanges);
  }

  /** The same with one address family. */
  public SweepRequest over(Family only) {
    return new SweepRequest(
        targets, from, inside, trials, deadline, stepTimeout, arms, limits, only, exchanges);
  }

  /** The inside vantages, and the address of their own route, if they have a route of their own. */
  public record InsideVantages(VantageSelector selector, Optional<InetAddress> route) {
    private static final Pattern ROUTE = Pattern.compile("(.+)=(.*:.*|[0-9]+(?:\\.[0-9]+)+)");

    /**
     * Reads {@code SELECTOR} or {@code SELECTOR=ADDRESS}.
     *
     * @throws IllegalArgumentException for another text
     */
    public static InsideVantages parse(String text) {
      var match = ROUTE.matcher(text);
      if (!match.matches()) {
        return new InsideVantages(VantageSelector.parse(text), Optional.empty());
      }
      return new InsideVantages(
          VantageSelector.parse(match.group(1)),
          Optional.of(InetAddress.ofLiteral(match.group(2))));
    }

    @Override
    public String toString() {
      return selector + route.map(address -> "=" + address.getHostAddress()).orElse("");
    }
  }

  private static boolean between(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static void expect(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }
}

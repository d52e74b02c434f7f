package dev.parallax.sweep.request;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.TargetLine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stored text of a sweep's request: a line for each value, its key first. A coordinator that
 * was restarted continues the sweep with it. Pure.
 */
public final class SweepRequestText {
  private static final String NO_ROUTE = "-";

  private SweepRequestText() {}

  /** Lines that {@link #read} reads back to an equal request. */
  public static String write(SweepRequest request) {
    var lines = new ArrayList<String>();
    request
        .targets()
        .forEach(target -> lines.add("target " + new TargetLine(target, request.exchange(target))));
    lines.add("from " + request.from());
    request.inside().forEach(inside -> lines.add("inside " + written(inside)));
    lines.add("trials " + request.trials());
    lines.add("deadline " + request.deadline());
    lines.add("step_timeout " + request.stepTimeout());
    request.arms().forEach(arm -> lines.add("arm " + arm.word()));
    lines.add("rounds " + request.limits().rounds());
    request.limits().handshakes().ifPresent(most -> lines.add("max_handshakes " + most));
    lines.add("handshakes_per_second " + request.limits().ceiling().perSecond());
    lines.add("vantages " + request.limits().vantages());
    lines.add("family " + request.family().word());
    return String.join("\n", lines);
  }

  /**
   * The request; a key of a newer version is ignored.
   *
   * @throws IllegalArgumentException when a value is malformed or missing
   */
  public static SweepRequest read(String text) {
    var lines = text.lines().map(Line::of).toList();
    var targets = values(lines, "target").map(TargetLine::parse).toList();
    return new SweepRequest(
            targets.stream().map(TargetLine::target).toList(),
            VantageSelector.parse(one(lines, "from")),
            values(lines, "inside").map(SweepRequestText::inside).toList(),
            Integer.parseInt(one(lines, "trials")),
            Duration.parse(one(lines, "deadline")),
            Duration.parse(one(lines, "step_timeout")),
            values(lines, "arm")
                .map(SweepRequestText::arm)
                .collect(Collectors.toCollection(HashSet::new)),
            new SweepLimits(
                Integer.parseInt(one(lines, "rounds")),
                handshakes(lines),
                ceiling(lines),
                vantages(lines)),
            family(one(lines, "family")))
        .exchanging(targets);
  }

  private record Line(String key, String value) {
    static Line of(String line) {
      int blank = line.indexOf(' ');
      return blank < 0
          ? new Line(line, "")
          : new Line(line.substring(0, blank), line.substring(blank + 1));
    }
  }

  private static String written(SweepRequest.InsideVantages inside) {
    return inside.route().map(InetAddress::getHostAddress).orElse(NO_ROUTE)
        + " "
        + inside.selector();
  }

  private static SweepRequest.InsideVantages inside(String value) {
    var line = Line.of(value);
    Optional<InetAddress> route =
        line.key().equals(NO_ROUTE)
            ? Optional.empty()
            : Optional.of(InetAddress.ofLiteral(line.key()));
    return new SweepRequest.InsideVantages(VantageSelector.parse(line.value()), route);
  }

  private static Stream<String> values(List<Line> lines, String key) {
    return lines.stream().filter(line -> line.key().equals(key)).map(Line::value);
  }

  private static String one(List<Line> lines, String key) {
    return values(lines, key)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a stored request has a line for " + key));
  }

  private static OptionalInt handshakes(List<Line> lines) {
    return values(lines, "max_handshakes").mapToInt(Integer::parseInt).findFirst();
  }

  private static HandshakeCeiling ceiling(List<Line> lines) {
    return new HandshakeCeiling(Integer.parseInt(one(lines, "handshakes_per_second")));
  }

  private static int vantages(List<Line> lines) {
    return values(lines, "vantages")
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(SweepLimits.DEFAULT_VANTAGES);
  }

  private static Arm arm(String word) {
    return Stream.of(Arm.values())
        .filter(arm -> arm.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected the word of an arm, got: " + word));
  }

  private static Family family(String word) {
    return Stream.of(Family.values())
        .filter(family -> family.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected an address family, got: " + word));
  }
}

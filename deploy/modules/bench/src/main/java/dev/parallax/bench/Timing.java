package dev.parallax.bench;

import dev.parallax.bench.capture.LoopbackCapture;
import dev.parallax.bench.capture.OnTheWire;
import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.probing.ProbingOrder;
import dev.parallax.bench.probing.ProbingReply;
import dev.parallax.model.failure.Step;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The handshake times in the agent's reports, compared with a packet capture. */
final class Timing {
  static final String NAME = "timing";

  private static final int STARTS = 3;
  private static final int FIRST_SWEEP = 20;
  private static final int LATER = 180;
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final double CONNECT_BAR = 200e3;
  private static final double TLS_BAR = 1e6;
  private static final List<String> HOW =
      List.of(
          "The agent's prober in a process of its own, on the agent's runtime, flags and jars,"
              + " warmed up as",
          "the agent does at start, against nginx on loopback; %s",
          "Connect: |reported TCP step − (SYN → SYN-ACK)|. TLS: |reported TLS step − (ClientHello →"
              + " last segment",
          "of the server's flight)|; the report also holds making the ClientHello and checking that"
              + " flight.",
          "One trial at a time, %d process starts, each with its first sweep of %d trials right"
              + " after warm-up and",
          "%d more; matched by local port; capture stamps are the kernel's.");

  private final BenchSetup lab;
  private final List<Double> connect = new ArrayList<>();
  private final List<Double> tls = new ArrayList<>();
  private final List<Double> firstConnect = new ArrayList<>();
  private final List<Double> firstTls = new ArrayList<>();

  private Timing(BenchSetup lab) {
    this.lab = lab;
  }

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    var timing = new Timing(lab);
    try (var origin = lab.origin(1)) {
      for (int start = 1; start <= STARTS; start++) {
        timing.start(origin, start);
      }
      return timing.section(origin);
    }
  }

  private void start(Origin origin, int number)
      throws StageFailure, IOException, InterruptedException {
    var file = lab.folder("capture").resolve("start-" + number + ".pcap");
    try (var capture = LoopbackCapture.start(lab.processes(), origin.port(), file);
        var probing = lab.probing(origin)) {
      var sweep = ProbingOrder.of(origin.port(), FIRST_SWEEP, 1, Step.HTTP).pausing(PAUSE);
      var first = probing.run(sweep);
      var later = probing.run(ProbingOrder.of(origin.port(), LATER, 1, Step.HTTP).pausing(PAUSE));
      var wire = OnTheWire.of(capture.finish(), origin.port());
      compare(first, wire, firstConnect, firstTls);
      compare(first, wire, connect, tls);
      compare(later, wire, connect, tls);
    }
  }

  private static void compare(
      List<ProbingReply> replies,
      Map<Integer, OnTheWire> wire,
      List<Double> connect,
      List<Double> tls)
      throws StageFailure {
    for (var trial : replies) {
      var seen = wire.get(trial.localPort());
      if (seen == null || !trial.isOk()) {
        throw new StageFailure(
            "a trial is missing in the capture or failed: " + trial.line() + ", wire: " + seen);
      }
      connect.add(error(trial, seen, ProbingReply::connectNanos, OnTheWire::connectNanos));
      tls.add(error(trial, seen, ProbingReply::tlsNanos, OnTheWire::tlsNanos));
    }
  }

  private static double error(
      ProbingReply replies,
      OnTheWire wire,
      ToDoubleFunction<ProbingReply> reported,
      ToDoubleFunction<OnTheWire> seen) {
    return Math.abs(reported.applyAsDouble(replies) - seen.applyAsDouble(wire));
  }

  private Section section(Origin origin) {
    return new Section(
        NAME,
        List.of(
            figure("TCP connect error", connect, CONNECT_BAR, "200 µs"),
            figure("TCP connect error, first sweep", firstConnect, CONNECT_BAR, "200 µs"),
            figure("TLS flight error", tls, TLS_BAR, "1 ms"),
            figure("TLS flight error, first sweep", firstTls, TLS_BAR, "1 ms")),
        List.of(
            String.join("\n  ", HOW)
                .formatted(
                    String.join(
                        " ", LoopbackCapture.command(origin.port(), lab.folder().resolve("FILE"))),
                    STARTS,
                    FIRST_SWEEP,
                    LATER)));
  }

  private static Figure figure(String name, List<Double> errors, double limit, String words) {
    var spread = Spread.of(errors);
    return Figure.barred(
        name,
        "median " + Units.micros(spread.median()),
        spread.tail(Units::micros),
        spread.count(),
        Bar.under(spread.median(), limit, words));
  }
}

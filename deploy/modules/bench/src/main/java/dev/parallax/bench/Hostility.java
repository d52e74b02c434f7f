package dev.parallax.bench;

import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.bench.probing.HostilePeer;
import dev.parallax.bench.probing.ProbingOrder;
import dev.parallax.bench.probing.ProbingProcess;
import dev.parallax.bench.probing.ProbingReply;
import dev.parallax.model.failure.Step;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The cost of hostile peers for the agent: time, read bytes, memory. */
final class Hostility {
  static final String NAME = "hostile";

  private static final int TRIALS = 100;
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final double SLACK = 250e6;
  private static final double READ_BAR = 64 * 1024;
  private static final double HEAP_BAR = 1024 * 1024;
  private static final List<String> HOW =
      List.of(
          "The agent's prober in a process of its own, on the agent's runtime, flags and jars; "
              + TRIALS
              + " trials at once against each peer,",
          "step timeout "
              + Units.seconds((double) STEP.toNanos())
              + ". hung: accepts and is silent; dripping: a 16 KiB record, a byte every 50 ms;"
              + " flooding: handshake",
          "records without end; garbage: no TLS, without end. Time: the longest trial, the bar is"
              + " the step timeout and",
          "250 ms of scheduling. Read: the most a trial took off its connection. Heap: in use after"
              + " a collection,",
          "before and after the " + TRIALS + " trials, which warm-up does not count as growth.");

  private Hostility() {}

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    try (var origin = lab.origin(1);
        var probing = lab.probing(origin)) {
      var figures = new ArrayList<Figure>();
      for (var behaviour : HostilePeer.Behaviour.values()) {
        figures.addAll(figures(behaviour, probing));
      }
      return new Section(NAME, figures, HOW);
    }
  }

  private static List<Figure> figures(HostilePeer.Behaviour behaviour, ProbingProcess probing)
      throws StageFailure, IOException, InterruptedException {
    try (var peer = HostilePeer.start(behaviour)) {
      var order = ProbingOrder.of(peer.port(), TRIALS, TRIALS, Step.HTTP).within(STEP);
      probing.run(order);
      long before = probing.heap();
      var replies = probing.run(order);
      double grown = probing.heap() - before;
      var name = behaviour.name().toLowerCase(Locale.ROOT);
      return List.of(time(name, replies), read(name, replies), heap(name, grown));
    }
  }

  private static Figure time(String name, List<ProbingReply> replies) {
    var spread = Spread.of(replies.stream().map(ProbingReply::tookNanos).toList());
    var words =
        replies.stream()
            .map(ProbingReply::outcome)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return Figure.barred(
        name + ", time (" + words + ")",
        Units.wholeMillis(spread.max()),
        spread.range(Units::wholeMillis),
        spread.count(),
        Bar.atMost(
            spread.max(), STEP.toNanos() + SLACK, Units.wholeMillis((double) STEP.toNanos())));
  }

  private static Figure read(String name, List<ProbingReply> replies) {
    var spread = Spread.of(replies.stream().map(ProbingReply::received).toList());
    return Figure.barred(
        name + ", read",
        Units.kibibytes(spread.max()),
        spread.range(Units::kibibytes),
        spread.count(),
        Bar.atMost(spread.max(), READ_BAR, Units.kibibytes(READ_BAR)));
  }

  private static Figure heap(String name, double grown) {
    return Figure.barred(
        name + ", heap growth of " + TRIALS + " trials",
        Units.kibibytes(grown),
        "",
        1,
        Bar.atMost(grown, HEAP_BAR, Units.kibibytes(HEAP_BAR)));
  }
}

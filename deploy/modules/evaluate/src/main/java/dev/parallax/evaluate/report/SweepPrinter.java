package dev.parallax.evaluate.report;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.method.ParallaxMethod;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.evaluate.run.SimulatedSweep;
import dev.parallax.evaluate.score.SweepScore;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints one sweep: its fault, its fleet, the observations by vantage, and the verdict. */
public final class SweepPrinter {
  private final EvaluationTables out;
  private final SimulatedSweep sweep;

  public SweepPrinter(EvaluationTables out, SimulatedSweep sweep) {
    this.out = out;
    this.sweep = sweep;
  }

  public void print() {
    truth();
    fleet();
    for (var arm : Arm.values()) {
      grid(arm);
    }
    verdicts();
  }

  private void truth() {
    var world = sweep.world();
    out.line("Truth");
    world.faults().forEach(fault -> fault("cause", fault));
    world.noise().forEach(fault -> fault("besides", fault));
    if (world.faults().isEmpty()) {
      out.line("  nothing is wrong with the target");
    }
    sweep
        .answers()
        .forEach(
            answer ->
                out.line(
                    "  acceptable for %s: %s, causes %s%s",
                    answer.fault().id(),
                    answer.acceptable(),
                    answer.hypotheses(),
                    answer.open() ? ", or to leave it open" : ""));
    out.line(
        "  addresses %s%s, manners %s",
        world.site().addresses(), world.site().geo() ? " by place" : "", world.site().manners());
    out.line("");
  }

  private void fault(String kind, Fault fault) {
    out.line(
        "  %s: %s, struck %d base trials at %s",
        kind,
        fault,
        sweep.world().strikes(fault),
        sweep.world().victims(fault).stream().map(place -> place.id().name()).toList());
  }

  private void fleet() {
    out.line("Fleet");
    for (var place : sweep.world().places()) {
      out.line(
          "  %-10s %-8s %-5s %-4s %-7s %-9s rtt %3.0f ms loss %.1f%%%s%s%s%s%s%s",
          place.id(),
          place.vantage().network(),
          place.country(),
          place.region(),
          place.vantage().label("provider").orElse("-"),
          place.transit(),
          1000 * place.rtt(),
          100 * place.loss(),
          place.bursts().changes().isEmpty() ? "" : " bursts",
          place.ipv6() ? " v6" : "",
          " " + place.resolver(),
          Math.abs(place.clock()) > 60 ? " CLOCK" : "",
          place.bundle() == SimulatedVantage.Bundle.CURRENT ? "" : " BUNDLE " + place.bundle(),
          place.offline() ? " OFFLINE" : "");
    }
    sweep
        .sweep()
        .rounds()
        .forEach(
            round ->
                out.line("  round %d %s %d", round.number(), round.reasons(), round.handshakes()));
    out.line("");
  }

  /** A line a vantage: words and how often, by variant and address. */
  private void grid(Arm arm) {
    Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
    for (var place : sweep.world().places()) {
      rows.put(place.id().name(), new TreeMap<>());
    }
    boolean any = false;
    for (var seen : sweep.results().observations()) {
      if (seen.key().arm() == arm) {
        any = true;
        rows.computeIfAbsent(seen.key().vantage().name(), id -> new TreeMap<>())
            .merge(cell(seen), 1, Integer::sum);
      }
    }
    if (!any) {
      return;
    }
    out.line("%s", arm.word());
    rows.forEach(
        (vantage, cells) -> {
          var texts = new ArrayList<String>();
          cells.forEach((what, count) -> texts.add(count + " " + what));
          out.line("  %-10s %s", vantage, String.join(", ", texts));
        });
  }

  private static String cell(Observation seen) {
    var word =
        switch (seen.outcome()) {
          case Outcome.Ok ok -> "ok";
          case Outcome.Failed failed -> word(failed.failure());
          case Outcome.NotRun not -> "(" + not.reason().word() + ")";
        };
    var where = seen.key().address().map(it -> "@" + tail(it.getHostAddress())).orElse("");
    var variant =
        switch (seen.key().arm()) {
          case REFERENCE -> "";
          case TTL_WALK -> " " + seen.key().variant().replace("www.example.com", "ctl");
          default -> seen.key().variant().isEmpty() ? "" : " " + seen.key().variant();
        };
    var site = seen.key().arm() == Arm.REFERENCE ? " " + host(seen.key().target()) : where;
    return word + site + variant + (seen.key().round() > 1 ? " r" + seen.key().round() : "");
  }

  private static String host(String target) {
    return target.replace("https://", "").replace(".example", "");
  }

  private static String tail(String address) {
    int dot = Math.max(address.lastIndexOf('.'), address.lastIndexOf(':'));
    return address.startsWith("203.0.113.") ? address.substring(dot + 1) : address;
  }

  private static String word(Failure failure) {
    return failure.word().word();
  }

  private void verdicts() {
    out.line("");
    out.line("Verdicts");
    for (var verdict : Attribution.attribute(sweep.sweep(), sweep.results()).verdicts()) {
      verdict(verdict);
    }
    var marks =
        SweepScore.of(
            sweep.world(),
            sweep.answers(),
            new ParallaxMethod().judge(sweep.sweep(), sweep.results()));
    out.line("  marked %s%s", marks.grade(), marks.named() ? ", cause right" : "");
  }

  private void verdict(Verdict verdict) {
    out.line(
        "  %s%s %s p=%.4f %s scope %s %s, explains %d",
        verdict.blame(),
        verdict.segment().map(it -> "/" + it.word()).orElse(""),
        verdict.hypothesis().map(Cause::code).orElse("-"),
        verdict.probability(),
        verdict.grade(),
        verdict.scope().attribute(),
        verdict.scope().value(),
        verdict.explains().size());
    out.line("    credible %s", candidates(verdict));
    verdict.evidence().stream()
        .limit(8)
        .forEach(
            it ->
                out.line(
                    "    %+.1f %s %s at %s against %s",
                    it.weight(), it.kind(), it.parameters(), it.failing(), it.controls()));
    verdict.nextProbes().stream()
        .limit(3)
        .forEach(it -> out.line("    next %s %s %.2f bits", it.arm().word(), it.why(), it.gain()));
  }

  private static List<String> candidates(Verdict verdict) {
    return verdict.credibleSet().stream()
        .map(
            it ->
                "%s@%s:%s %.3f"
                    .formatted(
                        it.hypothesis(),
                        it.scope().attribute(),
                        it.scope().value(),
                        it.probability()))
        .toList();
  }
}

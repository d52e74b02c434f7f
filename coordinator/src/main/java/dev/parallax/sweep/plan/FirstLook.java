package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.ExchangeScope;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plan of round 1 for every vantage: references, base, another server name, no server name, the
 * ClientHello of a browser. Pure.
 */
final class FirstLook {
  private static final int REFERENCE_TRIALS = 2;

  /** Of each control: a control decides by whether it passes at all, a base by its rate. */
  private static final int CONTROL_TRIALS = 2;

  /** A browser's ClientHello takes 1.5 KB of a plan, which has 1 MiB at most. */
  private static final int MOST_BROWSED = 250;

  private final SweepSettings settings;
  private final ReferenceRotation rotation;
  private final List<Target> references;

  FirstLook(SweepSettings settings) {
    this(settings, new ReferenceRotation(settings.references()));
  }

  private FirstLook(SweepSettings settings, ReferenceRotation rotation) {
    this(settings, rotation, rotation.first());
  }

  private FirstLook(SweepSettings settings, ReferenceRotation rotation, List<Target> references) {
    this.settings = settings;
    this.rotation = rotation;
    this.references = references;
  }

  /** With the reference sites of this sweep. */
  FirstLook of(SweepId sweep) {
    return new FirstLook(settings, rotation, rotation.of(sweep));
  }

  /** A first look that a budget allows. */
  record Fitting(List<ProbeSpec> probes, Set<VantageId> vantages) {}

  /**
   * All vantages with all trials, or fewer trials, or fewer vantages.
   *
   * @throws IllegalArgumentException when the budget is too small for one vantage
   */
  Fitting fitting(
      SweepRequest request, List<Vantage> vantages, Set<VantageId> inside, SweepId sweep) {
    var budget = HandshakeBudget.before(request);
    for (int trials = request.trials(); trials > 1; trials--) {
      var probes = probes(request, trials);
      if (budget.fits(probes, vantages.size()) && fits(request, probes, vantages.size())) {
        return new Fitting(probes, StratifiedSample.of(vantages, inside, vantages.size(), sweep));
      }
    }
    var probes = probes(request, 1);
    long most = budget.vantages(probes);
    if (most < 1) {
      throw new IllegalArgumentException(
          "a budget of handshakes for these targets is at least "
              + budget.fanOut().handshakes(probes)
              + ", got: "
              + budget.left());
    }
    long paced = Math.min(most, vantages.size());
    while (paced > 1 && !fits(request, probes, paced)) {
      paced--;
    }
    return new Fitting(probes, StratifiedSample.of(vantages, inside, paced, sweep));
  }

  /** Whether the round ends before agents end it, under the ceiling of handshakes. */
  private static boolean fits(SweepRequest request, List<ProbeSpec> probes, long vantages) {
    var ceiling = request.limits().ceiling();
    int asked = Math.toIntExact(vantages);
    return RoundPace.of(probes, Planner.SPACING, ceiling, asked, FanOut.unknown()).fits();
  }

  List<ProbeSpec> probes(SweepRequest request, int trials) {
    var probes = new ArrayList<ProbeSpec>();
    references.forEach(
        site ->
            probes.add(Arms.reference(site).trials(Math.min(REFERENCE_TRIALS, trials)).build()));
    request
        .targets()
        .forEach(
            target -> {
              probes.addAll(
                  of(target, request.exchange(target), trials, Math.min(CONTROL_TRIALS, trials)));
              if (request.targets().size() <= MOST_BROWSED) {
                browser(target).forEach(probes::add);
              }
            });
    return probes.stream().flatMap(probe -> probe.over(request.family()).stream()).toList();
  }

  /** One trial of the base arm of each target, and of one reference. */
  List<ProbeSpec> base(SweepRequest request, SweepId sweep) {
    var probes = new ArrayList<ProbeSpec>();
    rotation
        .one(sweep, request.targets().getFirst())
        .forEach(site -> probes.add(Arms.reference(site).trials(1).build()));
    request
        .targets()
        .forEach(target -> probes.add(of(target, request.exchange(target), 1, 1).getFirst()));
    return probes.stream().flatMap(probe -> probe.over(request.family()).stream()).toList();
  }

  /**
   * Of one target.
   *
   * @param exchange what its base probe sends beyond the default request, and what must come back
   * @param trials of the base probe
   * @param controls trials of each control
   */
  List<ProbeSpec> of(Target target, Exchange exchange, int trials, int controls) {
    var base = ExchangeScope.applied(target, exchange, Arms.base(target).trials(trials).build());
    if (!target.scheme().encrypted() || target.serverName().isEmpty()) {
      return List.of(base);
    }
    return List.of(
        base,
        Arms.controlSni(target, settings.controlNames().getFirst()).trials(controls).build(),
        Arms.noSni(target).trials(controls).build());
  }

  /**
   * One trial of a browser's ClientHello, where browsers are the clients: a fault of large or
   * post-quantum ClientHellos does not show in the base probe.
   */
  private static Stream<ProbeSpec> browser(Target target) {
    boolean browsed = target.scheme().encrypted() && target.scheme().lastStep() == Step.HTTP;
    return browsed && target.serverName().isPresent()
        ? Stream.of(Arms.browser(target, BrowserHello.CHROME).trials(1).build())
        : Stream.of();
  }
}

package dev.parallax.sweep.plan;

import dev.parallax.attribution.NextRound;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses the probes and vantages of a round. Pure: the same request and results always give the
 * same plan. {@link NextRound} proposes; this class turns proposals into probes within the limits.
 */
public final class Planner {
  static final Duration SPACING = Duration.ofMillis(200);

  private final SweepSettings settings;
  private final FirstLook look;

  public Planner(SweepSettings settings) {
    this.settings = settings;
    this.look = new FirstLook(settings);
  }

  /**
   * The credentials that the targets name.
   *
   * @throws IllegalArgumentException when credentials are not known or for another origin
   */
  public Map<String, OriginCredentials> credentials(SweepRequest request) {
    return settings.credentials().of(request);
  }

  /**
   * Round 1 of a sweep.
   *
   * @throws IllegalArgumentException when the budget of handshakes is too small for it, or when it
   *     exceeds the limits of an agent
   */
  public NextStep begin(SweepRequest request, SweepHeader header) {
    return new NextStep.Ask(
        first(request, header.vantages(), header.inside().keySet(), header.id()));
  }

  /**
   * Round 1.
   *
   * @param sweep determines the reference sites, and the vantages where the limits allow a part of
   *     them only
   * @throws IllegalArgumentException as {@link #begin} does
   */
  public PlannedRound first(
      SweepRequest request, List<Vantage> vantages, Set<VantageId> inside, SweepId sweep) {
    var fitting = look.of(sweep).fitting(request, vantages, inside, sweep);
    PlanSize.checkFirst(fitting.probes(), request.targets().size());
    return firstLook(1, fitting, request);
  }

  private static PlannedRound firstLook(
      int round, FirstLook.Fitting fitting, SweepRequest request) {
    return new PlannedRound(
        plan(round, fitting.probes(), request),
        List.of(RoundReason.FIRST_LOOK),
        fitting.vantages());
  }

  /**
   * The next round of a sweep whose first round may have asked a sample: first the strata whose
   * answers differ are asked in full, up to the size of the sample.
   */
  public NextStep decide(SweepRequest request, SweepHeader header, Sweep soFar) {
    return widening(request, header, soFar)
        .<NextStep>map(NextStep.Ask::new)
        .orElseGet(() -> decide(request, soFar));
  }

  private Optional<PlannedRound> widening(SweepRequest request, SweepHeader header, Sweep soFar) {
    if (header.reserve().isEmpty()
        || soFar.rounds().size() != 1
        || request.limits().rounds() == 1) {
      return Optional.empty();
    }
    var more = Widening.of(header, soFar, request.limits().vantages());
    if (more.isEmpty()) {
      return Optional.empty();
    }
    var vantages = header.reserve().stream().filter(one -> more.contains(one.id())).toList();
    var fitting = look.of(header.id()).fitting(request, vantages, Set.of(), header.id());
    long most = mostHandshakes(request, header.vantages().size() + vantages.size());
    return HandshakeBudget.after(most, soFar).fits(fitting.probes(), fitting.vantages().size())
        ? Optional.of(firstLook(2, fitting, request))
        : Optional.empty();
  }

  /**
   * The only round of a look: one base trial of the target and one trial of one reference, at each
   * vantage. The reference depends on the target and the sweep, so that looks spread over the
   * references.
   *
   * @throws IllegalArgumentException when the target has no probe of the request's address family
   */
  public NextStep look(SweepRequest request, SweepHeader header) {
    return new NextStep.Ask(
        new PlannedRound(
            plan(1, look.base(request, header.id()), request),
            List.of(RoundReason.FIRST_LOOK),
            StratifiedSample.of(
                header.vantages(), Set.of(), header.vantages().size(), header.id())));
  }

  /**
   * Maximum number of trials of all rounds, over all vantages: every arm once, and round 1 again.
   */
  public long most(SweepRequest request, int vantages) {
    long each = trials(look.probes(request, request.trials()));
    for (var target : request.targets()) {
      each += request.limits().rounds() > 1 ? TargetProbes.most(settings, target) : 0;
    }
    long all = each * vantages;
    return Math.min(all, request.limits().handshakes().orElse(Integer.MAX_VALUE));
  }

  /**
   * Maximum number of handshakes of all rounds, over all vantages and addresses. A sweep ends when
   * a round would exceed it.
   */
  public long mostHandshakes(SweepRequest request, int vantages) {
    long each = FanOut.unknown().handshakes(look.probes(request, request.trials()));
    for (var target : request.targets()) {
      each +=
          request.limits().rounds() > 1
              ? TargetProbes.most(settings, target) * FanOut.most(target, request.family())
              : 0;
    }
    return Math.min(each * vantages, request.limits().handshakes().orElse(Integer.MAX_VALUE));
  }

  /** The duration of a sweep at most: its deadline, prolonged by the ceiling of handshakes. */
  public Duration longest(SweepRequest request, int vantages) {
    var interval = request.limits().ceiling().interval(1);
    return request.deadline().plus(interval.multipliedBy(mostHandshakes(request, vantages)));
  }

  public Optional<PlannedRound> next(SweepRequest request, Sweep soFar) {
    return decide(request, soFar) instanceof NextStep.Ask ask
        ? Optional.of(ask.round())
        : Optional.empty();
  }

  /**
   * The most informative proposals that fit the limits and one plan. Targets whose proposals do not
   * fit the plan are skipped.
   */
  public NextStep decide(SweepRequest request, Sweep soFar) {
    var plan = new PlanFill();
    var settled = true;
    for (var results : soFar.targets()) {
      if (plan.isFull()) {
        break;
      }
      var inquiry = NextRound.of(soFar, results);
      plan.add(asks(request, soFar, results, inquiry));
      settled &= inquiry.settled();
    }
    var asks = plan.asks();
    if (asks.isEmpty()) {
      return new NextStep.Stop(settled ? RoundEnd.SETTLED : RoundEnd.NOTHING_HELPS);
    }
    int number = soFar.rounds().size() + 1;
    if (number > request.limits().rounds()) {
      return new NextStep.Stop(RoundEnd.ROUNDS_USED);
    }
    long most = mostHandshakes(request, soFar.vantages().size());
    return HandshakeBudget.after(most, soFar)
        .fitting(asks)
        .<NextStep>map(parts -> new NextStep.Ask(round(number, parts, request)))
        .orElse(new NextStep.Stop(RoundEnd.HANDSHAKES_USED));
  }

  private static PlannedRound round(int number, List<RoundPart> asks, SweepRequest request) {
    var reasons = new TreeSet<RoundReason>();
    asks.forEach(ask -> reasons.add(ask.reason()));
    return new PlannedRound(
        plan(number, HandshakeBudget.probes(asks), request),
        List.copyOf(reasons),
        HandshakeBudget.where(asks));
  }

  private List<RoundPart> asks(
      SweepRequest request, Sweep soFar, TargetResults results, NextRound inquiry) {
    var probes = new TargetProbes(settings, look, soFar, results);
    var asks = new ArrayList<RoundPart>();
    if (soFar.rounds().stream().allMatch(Planner::isFirstLook)) {
      requested(request, soFar, probes).ifPresent(asks::add);
    }
    for (var question : inquiry.proposedProbes((arm, reason) -> trials(probes.of(arm, reason)))) {
      asks.add(probes.ask(question));
    }
    return asks;
  }

  private static boolean isFirstLook(Round round) {
    return round.reasons().equals(List.of(RoundReason.FIRST_LOOK));
  }

  private static Optional<RoundPart> requested(
      SweepRequest request, Sweep soFar, TargetProbes probes) {
    var wanted = request.arms().stream().flatMap(arm -> probes.of(arm).stream()).toList();
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RoundPart(
                RoundReason.REQUESTED,
                wanted,
                soFar.vantages().stream().map(Vantage::id).toList()));
  }

  private static int trials(List<ProbeSpec> probes) {
    return probes.stream().mapToInt(ProbeSpec::trials).sum();
  }

  private static ProbePlan plan(int round, List<ProbeSpec> probes, SweepRequest request) {
    return new ProbePlan(
        round,
        probes,
        HelloRecipe.STANDARD,
        SPACING,
        request.stepTimeout(),
        request.limits().ceiling());
  }
}

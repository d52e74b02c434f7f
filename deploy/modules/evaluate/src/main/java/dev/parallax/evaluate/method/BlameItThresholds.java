package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Thresholds at each level of cloud, middle and client, the first level that is bad enough blamed:
 * BlameIt (Jin et al., SIGCOMM 2019), with its answers "insufficient" and "ambiguous".
 */
public final class BlameItThresholds implements AttributionMethod {
  private static final double TAU = 0.8;
  private static final int ENOUGH = 2;

  private final boolean cloudFirst;

  public BlameItThresholds(boolean cloudFirst) {
    this.cloudFirst = cloudFirst;
  }

  @Override
  public String name() {
    return cloudFirst ? "thresholds_cloud_first" : "thresholds_client_first";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var looks = VantageSummary.all(sweep, results);
    var bad = looks.stream().filter(VantageSummary::fails).toList();
    if (bad.isEmpty()) {
      return MethodJudgement.of(Claim.HEALTHY, Optional.empty(), 0.99);
    }
    if (looks.size() < ENOUGH) {
      return MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    var levels =
        new ArrayList<>(
            List.<Function<List<VantageSummary>, Optional<Level>>>of(
                this::cloud, this::middle, this::client));
    var order = cloudFirst ? levels : levels.reversed();
    return order.stream()
        .flatMap(level -> level.apply(looks).stream())
        .findFirst()
        .map(level -> MethodJudgement.of(level.claim(), Optional.empty(), level.share()))
        .orElseGet(() -> MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0));
  }

  private record Level(Claim claim, double share) {}

  private Optional<Level> cloud(List<VantageSummary> looks) {
    var outside = FailingPlaces.outside(looks);
    double share = share(outside);
    return share >= TAU
        ? Optional.of(new Level(FailingPlaces.origin(looks), share))
        : Optional.empty();
  }

  /** A country or region with several networks. */
  private Optional<Level> middle(List<VantageSummary> looks) {
    double bad = looks.stream().filter(VantageSummary::fails).count();
    return group(looks, VantageSummary::region, bad)
        .or(() -> group(looks, VantageSummary::country, bad))
        .map(share -> new Level(Claim.of(Blame.REGION, Segment.TRANSIT), share));
  }

  private Optional<Double> group(
      List<VantageSummary> looks, Function<VantageSummary, String> key, double bad) {
    return groups(looks, key).values().stream()
        .filter(summaries -> FailingPlaces.networks(summaries).size() >= ENOUGH)
        .filter(
            selectedSummaries ->
                selectedSummaries.stream().filter(VantageSummary::fails).count() >= TAU * bad)
        .map(BlameItThresholds::share)
        .filter(share -> share >= TAU)
        .max(Double::compare);
  }

  private Optional<Level> client(List<VantageSummary> looks) {
    var sick = looks.stream().filter(VantageSummary::fails).filter(VantageSummary::sick).toList();
    long bad = looks.stream().filter(VantageSummary::fails).count();
    if (!sick.isEmpty() && sick.size() == bad) {
      return Optional.of(new Level(FailingPlaces.VANTAGE, 1.0));
    }
    var wholly =
        groups(looks, VantageSummary::network).values().stream()
            .filter(summaries -> share(summaries) >= TAU)
            .toList();
    long explained = wholly.stream().mapToLong(List::size).sum();
    boolean several = wholly.size() > 1 && !cloudFirst;
    if (wholly.isEmpty() || explained < bad * TAU || several) {
      return Optional.empty();
    }
    var failing = wholly.stream().flatMap(List::stream).toList();
    return Optional.of(
        new Level(FailingPlaces.way(failing), (double) explained / bad * share(failing)));
  }

  private static double share(List<VantageSummary> looks) {
    return looks.isEmpty()
        ? 0
        : (double) looks.stream().filter(VantageSummary::fails).count() / looks.size();
  }

  private static Map<String, List<VantageSummary>> groups(
      List<VantageSummary> looks, Function<VantageSummary, String> key) {
    var groups = new LinkedHashMap<String, List<VantageSummary>>();
    FailingPlaces.outside(looks)
        .forEach(
            summary -> {
              if (!key.apply(summary).isEmpty()) {
                groups.computeIfAbsent(key.apply(summary), it -> new ArrayList<>()).add(summary);
              }
            });
    return groups;
  }
}

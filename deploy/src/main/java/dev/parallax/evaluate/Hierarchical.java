package dev.parallax.evaluate;

import dev.parallax.model.Blame;
import dev.parallax.model.Segment;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
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
final class Hierarchical implements Method {
  private static final double TAU = 0.8;
  private static final int ENOUGH = 2;

  private final boolean cloudFirst;

  Hierarchical(boolean cloudFirst) {
    this.cloudFirst = cloudFirst;
  }

  @Override
  public String name() {
    return cloudFirst ? "thresholds_cloud_first" : "thresholds_client_first";
  }

  @Override
  public Judgement judge(Sweep sweep, TargetResults results) {
    var looks = Look.all(sweep, results);
    var bad = looks.stream().filter(Look::fails).toList();
    if (bad.isEmpty()) {
      return Judgement.of(Claim.HEALTHY, Optional.empty(), 0.99);
    }
    if (looks.size() < ENOUGH) {
      return Judgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    var levels =
        new ArrayList<>(
            List.<Function<List<Look>, Optional<Level>>>of(
                this::cloud, this::middle, this::client));
    var order = cloudFirst ? levels : levels.reversed();
    return order.stream()
        .flatMap(level -> level.apply(looks).stream())
        .findFirst()
        .map(level -> Judgement.of(level.claim(), Optional.empty(), level.share()))
        .orElseGet(() -> Judgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0));
  }

  private record Level(Claim claim, double share) {}

  private Optional<Level> cloud(List<Look> looks) {
    var outside = Places.outside(looks);
    double share = share(outside);
    return share >= TAU ? Optional.of(new Level(Places.origin(looks), share)) : Optional.empty();
  }

  /** A country or region with several networks. */
  private Optional<Level> middle(List<Look> looks) {
    double bad = looks.stream().filter(Look::fails).count();
    return group(looks, Look::region, bad)
        .or(() -> group(looks, Look::country, bad))
        .map(share -> new Level(Claim.of(Blame.REGION, Segment.TRANSIT), share));
  }

  private Optional<Double> group(List<Look> looks, Function<Look, String> key, double bad) {
    return groups(looks, key).values().stream()
        .filter(some -> Places.networks(some).size() >= ENOUGH)
        .filter(some -> some.stream().filter(Look::fails).count() >= TAU * bad)
        .map(Hierarchical::share)
        .filter(share -> share >= TAU)
        .max(Double::compare);
  }

  private Optional<Level> client(List<Look> looks) {
    var sick = looks.stream().filter(Look::fails).filter(Look::sick).toList();
    long bad = looks.stream().filter(Look::fails).count();
    if (!sick.isEmpty() && sick.size() == bad) {
      return Optional.of(new Level(Places.VANTAGE, 1.0));
    }
    var wholly =
        groups(looks, Look::network).values().stream().filter(some -> share(some) >= TAU).toList();
    long explained = wholly.stream().mapToLong(List::size).sum();
    boolean several = wholly.size() > 1 && !cloudFirst;
    if (wholly.isEmpty() || explained < bad * TAU || several) {
      return Optional.empty();
    }
    var failing = wholly.stream().flatMap(List::stream).toList();
    return Optional.of(new Level(Places.way(failing), (double) explained / bad * share(failing)));
  }

  private static double share(List<Look> looks) {
    return looks.isEmpty() ? 0 : (double) looks.stream().filter(Look::fails).count() / looks.size();
  }

  private static Map<String, List<Look>> groups(List<Look> looks, Function<Look, String> key) {
    var groups = new LinkedHashMap<String, List<Look>>();
    Places.outside(looks)
        .forEach(
            one -> {
              if (!key.apply(one).isEmpty()) {
                groups.computeIfAbsent(key.apply(one), it -> new ArrayList<>()).add(one);
              }
            });
    return groups;
  }
}

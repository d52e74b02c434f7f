package dev.parallax.report;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts of failing vantages' hosts that changed since the last healthy sweep and bear on the
 * failure. They are evidence for the reader and no part of the probability: their weight is 0.
 */
final class HostChanges {
  private static final int SHOWN = 3;

  private final Diff diff;
  private final TargetDiff target;

  private HostChanges(Diff diff, TargetDiff target) {
    this.diff = diff;
    this.target = target;
  }

  /** The verdicts, each with its changed facts, at most three. */
  static List<TargetVerdicts> added(List<TargetVerdicts> verdicts, List<Diff> comparisons) {
    return verdicts.stream()
        .map(judged -> of(judged, comparisons).map(changes -> changes.added(judged)).orElse(judged))
        .toList();
  }

  private static Optional<HostChanges> of(TargetVerdicts judged, List<Diff> comparisons) {
    return comparisons.stream()
        .flatMap(diff -> diff.targets().stream().map(target -> new HostChanges(diff, target)))
        .filter(changes -> changes.target.target().equals(judged.target()))
        .findFirst();
  }

  private TargetVerdicts added(TargetVerdicts judged) {
    return new TargetVerdicts(
        judged.target(), judged.verdicts().stream().map(this::added).toList());
  }

  private Verdict added(Verdict verdict) {
    var found = target.changes().stream().flatMap(change -> evidence(verdict, change)).limit(SHOWN);
    return verdict.with(
        verdict.grade(), Stream.concat(verdict.evidence().stream(), found).distinct().toList());
  }

  private Stream<Evidence> evidence(Verdict verdict, Change change) {
    var where =
        change.where().stream()
            .filter(verdict.explains()::contains)
            .filter(vantage -> bears(change.aspect(), verdict, vantage))
            .toList();
    return where.isEmpty() ? Stream.empty() : Stream.of(evidence(change, where));
  }

  private Evidence evidence(Change change, List<VantageId> where) {
    var parameters =
        Map.of(
            "fact", change.aspect().name(),
            "before", change.before(),
            "after", change.after(),
            "since", diff.before().sweep().value());
    return new Evidence(FindingKind.HOST_CHANGED, parameters, where, unchanged(change), 0);
  }

  /** The vantages of both sweeps that pass now and where this aspect did not change. */
  private List<VantageId> unchanged(Change change) {
    return target.compared().stream()
        .filter(target.passing()::contains)
        .filter(vantage -> !isChanged(change.aspect(), vantage))
        .toList();
  }

  /**
   * Whether such a change can cause such a failure: the trust of a host its certificate failures,
   * the sources of addresses a failure of DNS or of changed addresses, the routes every failure of
   * a connection. Probes use no proxy.
   */
  private boolean bears(Aspect aspect, Verdict verdict, VantageId vantage) {
    var certificate = verdict.failure().filter(FailureWord::isCertificate).isPresent();
    return switch (aspect) {
      case NAME_SERVERS, RESOLVER_OPTIONS, HOSTS_FILE ->
          verdict.failureStep().filter(Step.DNS::equals).isPresent()
              || isChanged(Aspect.ADDRESSES, vantage);
      case CA_BUNDLE -> certificate;
      case ADDRESS_FAMILIES, IPV4_ROUTE, IPV6_ROUTE ->
          !certificate && verdict.failure().isPresent();
      case OUTCOME,
          ADDRESSES,
          RESOLVER,
          LEAF,
          EXPIRY,
          ISSUER,
          TLS_VERSION,
          CIPHER,
          ALPN,
          HTTP_STATUS,
          NETWORK,
          AGENT,
          PROXY ->
          false;
    };
  }

  private boolean isChanged(Aspect aspect, VantageId vantage) {
    return target.changes().stream()
        .anyMatch(change -> change.aspect() == aspect && change.where().contains(vantage));
  }
}

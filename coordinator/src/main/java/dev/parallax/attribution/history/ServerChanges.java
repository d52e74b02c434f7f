package dev.parallax.attribution.history;

import dev.parallax.attribution.symptom.AddressProximity;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server shows the vantages otherwise than at the last healthy sweep or look: nothing of
 * before is among what passing probes received now.
 */
final class ServerChanges {
  /** Findings of one aspect: the changes of most vantages. */
  private static final int SHOWN = 2;

  private ServerChanges() {}

  private enum Aspect {
    LEAF,
    ISSUER,
    ADDRESSES,
    ALPN,
    TLS_VERSION;

    private List<String> of(SeenServer seen) {
      return switch (this) {
        case LEAF -> seen.leaves();
        case ISSUER -> seen.issuers();
        case ADDRESSES -> seen.addresses().stream().map(InetAddress::getHostAddress).toList();
        case ALPN -> seen.alpns();
        case TLS_VERSION -> seen.tlsVersions();
      };
    }

    /** An address of the same /24 or /48 is no other place. */
    private boolean isOther(SeenServer before, SeenServer now) {
      if (of(before).isEmpty() || of(now).isEmpty()) {
        return false;
      }
      return this == ADDRESSES
          ? addresses(now).stream().noneMatch(at -> AddressProximity.any(at, addresses(before)))
          : of(now).stream().noneMatch(of(before)::contains);
    }

    private static Collection<IpAddress> addresses(SeenServer seen) {
      return seen.addresses().stream().map(IpAddress::of).toList();
    }
  }

  private record Values(String before, String after) {}

  static Stream<Evidence> of(List<VantageTrials> vantages, TargetHistory history) {
    return history.lastHealthy().stream()
        .flatMap(at -> Stream.of(Aspect.values()).flatMap(one -> of(vantages, history, at, one)));
  }

  private static Stream<Evidence> of(
      List<VantageTrials> vantages, TargetHistory history, Instant at, Aspect aspect) {
    var changed = new HashMap<Values, List<VantageId>>();
    var same = new ArrayList<VantageId>();
    for (var vantage : vantages) {
      var before = history.at(vantage.id()).flatMap(own -> own.lastSeen());
      var now = SeenServer.of(vantage.base().map(ClassifiedTrial::seen).toList());
      if (before.isPresent() && now.isPresent()) {
        values(aspect, before.get(), now.get())
            .ifPresentOrElse(
                values ->
                    changed.computeIfAbsent(values, fresh -> new ArrayList<>()).add(vantage.id()),
                () -> same.add(vantage.id()));
      }
    }
    return changed.entrySet().stream()
        .sorted(ServerChanges::compare)
        .limit(SHOWN)
        .map(change -> evidence(aspect, at, change, same));
  }

  private static Optional<Values> values(Aspect aspect, SeenServer before, SeenServer now) {
    return aspect.isOther(before, now)
        ? Optional.of(new Values(joined(aspect.of(before)), joined(aspect.of(now))))
        : Optional.empty();
  }

  private static int compare(
      Map.Entry<Values, List<VantageId>> one, Map.Entry<Values, List<VantageId>> other) {
    return Comparator.comparingInt(
            (Map.Entry<Values, List<VantageId>> change) -> -change.getValue().size())
        .thenComparing(change -> change.getKey().before())
        .thenComparing(change -> change.getKey().after())
        .compare(one, other);
  }

  private static String joined(List<String> values) {
    return values.stream().sorted().collect(Collectors.joining(", "));
  }

  private static Evidence evidence(
      Aspect aspect, Instant at, Map.Entry<Values, List<VantageId>> change, List<VantageId> same) {
    return new Evidence(
        FindingKind.SERVER_CHANGED,
        Map.of(
            "aspect", aspect.name().toLowerCase(Locale.ROOT),
            "before", change.getKey().before(),
            "after", change.getKey().after(),
            "since", at.truncatedTo(ChronoUnit.SECONDS).toString()),
        change.getValue(),
        same,
        0);
  }
}

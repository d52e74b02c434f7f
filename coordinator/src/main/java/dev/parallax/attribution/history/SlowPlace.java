package dev.parallax.attribution.history;

import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.vantage.Label;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the slow vantages have in common.
 *
 * @param label key of the common label, empty without one
 * @param value of the label
 */
record SlowPlace(Kind kind, String label, String value) {
  /** The extent of the slowness. */
  enum Kind {
    /** Every vantage with a history, of two networks or more. */
    EVERYWHERE,
    /** Several vantages with a label that no other vantage has. */
    LABEL,
    /** One vantage, and others are as usual. */
    VANTAGE,
    /** Several vantages without such a label. */
    SOME,
    /** No other network can be compared. */
    ALONE
  }

  /** The key of a network, which is no label but derived from labels. */
  private static final String NETWORK = "network";

  static SlowPlace of(StepComparison compared) {
    var slow = compared.slow().stream().map(ComparedStep::vantage).toList();
    var usual = compared.usual().stream().map(ComparedStep::vantage).toList();
    if (usual.isEmpty()) {
      boolean several = slow.stream().map(VantageTrials::network).distinct().count() > 1;
      return of(several ? Kind.EVERYWHERE : Kind.ALONE);
    }
    if (slow.size() == 1) {
      return of(Kind.VANTAGE);
    }
    return keys(slow)
        .flatMap(key -> shared(key, slow, usual).stream())
        .findFirst()
        .orElse(of(Kind.SOME));
  }

  private static SlowPlace of(Kind kind) {
    return new SlowPlace(kind, "", "");
  }

  /** The network first, then places from small to large, then further labels by name. */
  private static Stream<String> keys(List<VantageTrials> slow) {
    var others = new TreeSet<>(slow.getFirst().description().labels().keySet());
    others.remove(Label.RESPONDER);
    return Stream.concat(
            Stream.of(NETWORK, Label.CITY, Label.COUNTRY, Label.REGION), others.stream())
        .distinct();
  }

  private static Optional<SlowPlace> shared(
      String key, List<VantageTrials> slow, List<VantageTrials> usual) {
    var values = slow.stream().map(vantage -> value(vantage, key)).distinct().toList();
    var common = values.size() == 1 ? values.getFirst() : Optional.<String>empty();
    return common
        .filter(value -> usual.stream().noneMatch(other -> value(other, key).equals(common)))
        .map(value -> new SlowPlace(Kind.LABEL, key, value));
  }

  private static Optional<String> value(VantageTrials vantage, String key) {
    return key.equals(NETWORK) ? Optional.of(vantage.network()) : vantage.description().label(key);
  }
}

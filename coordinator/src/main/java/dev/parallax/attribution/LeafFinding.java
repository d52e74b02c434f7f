package dev.parallax.attribution;

import dev.parallax.model.CertificateFacts;
import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the certificates sent say: the same invalid one to everyone, or another one to some. */
final class LeafFinding {
  private LeafFinding() {}

  static Optional<Evidence> of(
      Hypothesis cause, List<Row> failing, List<Row> passing, Weights weights) {
    if (!cause.sight().isCertificate()) {
      return Optional.empty();
    }
    var weight = weights.of(failing, ArmSets.NAMED);
    return leaf(failing, cause.sight())
        .map(
            leaf ->
                cause.sight() == Sight.CERT_FOREIGN
                    ? other(leaf, failing, passing, weight)
                    : same(leaf, failing, weight));
  }

  private static Optional<CertificateFacts> leaf(List<Row> failing, Sight sight) {
    return Leaves.only(failing, sight)
        .flatMap(
            sha256 ->
                failing.stream()
                    .flatMap(Row::named)
                    .filter(trial -> trial.sight() == sight)
                    .flatMap(trial -> trial.chain().stream().limit(1))
                    .filter(one -> one.sha256().equals(sha256))
                    .findFirst());
  }

  private static Evidence same(CertificateFacts leaf, List<Row> failing, double weight) {
    return new Evidence(
        FindingKind.SAME_LEAF,
        Map.of(
            "sha256", leaf.sha256(),
            "notBefore", leaf.notBefore().toString(),
            "notAfter", leaf.notAfter().toString(),
            "names", String.join(" ", leaf.names())),
        Floors.ids(failing),
        List.of(),
        weight);
  }

  private static Evidence other(
      CertificateFacts leaf, List<Row> failing, List<Row> passing, double weight) {
    var elsewhere =
        passing.stream()
            .flatMap(Row::named)
            .filter(Trial::ok)
            .flatMap(trial -> trial.leaf().stream())
            .sorted()
            .findFirst()
            .orElse("");
    return new Evidence(
        FindingKind.OTHER_LEAF,
        Map.of("sha256", leaf.sha256(), "elsewhere", elsewhere),
        Floors.ids(failing),
        Floors.ids(passing),
        weight);
  }
}

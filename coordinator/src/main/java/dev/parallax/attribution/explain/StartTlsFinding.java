package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A server offers STARTTLS at most vantages and not at a part of them: a middlebox masks the
 * capability, or the server's policy depends on the client.
 */
public final class StartTlsFinding {
  private static final int SHOWN = 160;

  private StartTlsFinding() {}

  /** Of the base trials with cleartext lines; a vantage belongs to a group if all its trials do. */
  public static Optional<Evidence> of(Comparison table) {
    var masked = all(table, lines -> !lines.offersTls());
    var offered = all(table, CleartextLines::offersTls);
    if (masked.isEmpty() || offered.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Contrast.evidence(
            FindingKind.STARTTLS_MASKED,
            Map.of("lines", text(masked.getFirst()), "elsewhere", text(offered.getFirst())),
            masked,
            offered,
            0));
  }

  private static List<ComparedVantage> all(Comparison table, Predicate<CleartextLines> which) {
    return table.rows().stream()
        .filter(row -> !records(row).isEmpty() && records(row).stream().allMatch(which))
        .toList();
  }

  private static List<CleartextLines> records(ComparedVantage row) {
    return Contrast.trials(List.of(row), Arm.BASE)
        .map(ClassifiedTrial::seen)
        .flatMap(seen -> seen.steps().tls().stream())
        .map(TlsStep::cleartext)
        .filter(StartTlsFinding::hasCapabilities)
        .toList();
  }

  /** More than the greeting came, and the server did not turn the client away. */
  private static boolean hasCapabilities(CleartextLines cleartext) {
    return cleartext.offersTls()
        || (cleartext.lines().size() > 1
            && cleartext.lines().stream().noneMatch(line -> line.matches("[45][0-9]{2}[ -].*")));
  }

  private static String text(ComparedVantage row) {
    var text = String.join(" | ", records(row).getFirst().lines());
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

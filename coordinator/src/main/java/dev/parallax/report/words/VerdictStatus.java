package dev.parallax.report.words;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.Optional;
import java.util.Set;

/**
 * The exact HTTP statuses of a verdict whose failure is a status: {@code 503} or {@code 503, 502}.
 */
public final class VerdictStatus {
  private static final Set<FindingKind> OF_BASE =
      Set.of(FindingKind.BASE_FAILS, FindingKind.INSIDE_FAILS);

  private VerdictStatus() {}

  /** Empty for another failure, and for a verdict of an older coordinator. */
  public static Optional<String> of(Verdict verdict) {
    return verdict
        .failure()
        .filter(FailureWord::isHttpStatus)
        .flatMap(
            word ->
                verdict.evidence().stream()
                    .filter(one -> OF_BASE.contains(one.kind()))
                    .flatMap(one -> Optional.ofNullable(one.parameters().get("status")).stream())
                    .findFirst());
  }
}

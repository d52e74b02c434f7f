package dev.parallax.report;

import dev.parallax.model.verdict.ExitCode;
import dev.parallax.report.words.Catalogue;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An exit code and its reason as a value; {@link Catalogue#exit} has the sentence. */
public record ExitDecision(ExitReason cause, Map<String, String> parameters) {
  public ExitDecision {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  public ExitCode code() {
    return cause.code;
  }

  /** The reasons, in order of precedence; each lists the parameters of its sentence. */
  public enum ExitReason {
    /** {@code target}, {@code said}: every agent refused to probe it. */
    REFUSED(ExitCode.REFUSED_BY_POLICY),
    /** {@code target}, {@code blame}, {@code failOn}: the first target with a finding. */
    FINDING(ExitCode.FINDING),
    /** {@code target}: no probe of it ran. */
    NOTHING_MEASURED(ExitCode.INCONCLUSIVE),
    /** {@code target}, {@code family}: it has no address of the requested family. */
    NO_ADDRESS(ExitCode.INCONCLUSIVE),
    /** {@code answered}, {@code wanted}: too few vantages answered. */
    FEW_VANTAGES(ExitCode.INCONCLUSIVE),
    /** {@code target}: measured, but the causes could not be separated. */
    NO_VERDICT(ExitCode.INCONCLUSIVE),
    /** {@code answered}, {@code requested}: the deadline ended a round. */
    DEADLINE(ExitCode.DEADLINE),
    /** {@code failOn}: all findings are below the requested level. */
    BELOW_LEVEL(ExitCode.OK),
    /** Every target is healthy. */
    CLEAN(ExitCode.OK);

    private final ExitCode code;

    ExitReason(ExitCode code) {
      this.code = code;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

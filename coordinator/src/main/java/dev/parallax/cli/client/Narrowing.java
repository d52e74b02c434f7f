package dev.parallax.cli.client;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import java.util.List;
import java.util.Optional;

/** A report of a whole sweep, or of a single requested target. */
public final class Narrowing {
  private Narrowing() {}

  public static Report report(
      Sweep sweep, List<TargetVerdicts> verdicts, ExitPolicy policy, Optional<String> target) {
    try {
      return target
          .map(Target::parse)
          .map(site -> Report.of(sweep, verdicts, policy, site))
          .orElseGet(() -> Report.of(sweep, verdicts, policy));
    } catch (IllegalArgumentException refused) {
      throw CliException.usage("TARGET: " + refused.getMessage());
    }
  }
}

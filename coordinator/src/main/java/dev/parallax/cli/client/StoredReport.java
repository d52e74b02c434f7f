package dev.parallax.cli.client;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.v1.GetSweepResponse;
import dev.parallax.wire.Wire;
import java.util.List;

/** A finished sweep and its verdicts, from the coordinator or from a file. */
public record StoredReport(Sweep sweep, List<TargetVerdicts> verdicts, boolean complete) {
  public StoredReport {
    verdicts = List.copyOf(verdicts);
  }

  public static StoredReport of(GetSweepResponse stored) {
    return new StoredReport(
        Wire.fromProto(stored.getSweep()),
        stored.getVerdictsList().stream().map(Wire::fromProto).toList(),
        stored.getComplete());
  }
}

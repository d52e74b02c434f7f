package dev.parallax.cli;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.v1.GetSweepResponse;
import dev.parallax.wire.Wire;
import java.util.List;

/** A finished sweep and what it means, from the coordinator or from a file. */
record Judged(Sweep sweep, List<TargetVerdicts> verdicts, boolean complete) {
  Judged {
    verdicts = List.copyOf(verdicts);
  }

  static Judged of(GetSweepResponse stored) {
    return new Judged(
        Wire.fromProto(stored.getSweep()),
        stored.getVerdictsList().stream().map(Wire::fromProto).toList(),
        stored.getComplete());
  }
}

package dev.parallax.rpc.operator;

import dev.parallax.model.endpoint.Target;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.v1.SweepSummary;
import dev.parallax.wire.Wire;

/** What operators receive of a stored sweep. */
final class StoredSweepMessages {
  private StoredSweepMessages() {}

  /** Only the requested target is sent, because a sweep of many targets is large. */
  static StoredSweep narrowed(StoredSweep stored, String target) {
    if (target.isEmpty()) {
      return stored;
    }
    var name = Target.parse(target).name();
    return stored.sweep().targets().stream()
            .noneMatch(results -> results.target().name().equals(name))
        ? stored
        : new StoredSweep(
            stored.sweep().only(name),
            stored.complete(),
            stored.verdicts().stream()
                .filter(verdicts -> verdicts.target().name().equals(name))
                .toList());
  }

  static SweepSummary summary(StoredSweepSummary stored) {
    return SweepSummary.newBuilder()
        .setSweepId(stored.id().value())
        .setStartedAt(Wire.toProto(stored.startedAt()))
        .addAllTargets(stored.targets().stream().map(Target::name).toList())
        .setComplete(stored.complete())
        .setDamaged(!stored.readable())
        .build();
  }
}

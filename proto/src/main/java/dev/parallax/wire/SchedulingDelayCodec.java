package dev.parallax.wire;

import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.SchedulingDelay;
import java.util.Optional;

/** How late an agent was during a trial. */
final class SchedulingDelayCodec {
  private SchedulingDelayCodec() {}

  static dev.parallax.v1.SchedulingDelay toProto(SchedulingDelay delay) {
    var proto =
        dev.parallax.v1.SchedulingDelay.newBuilder()
            .setLongest(TimeCodec.toProto(delay.longest()))
            .setTotal(TimeCodec.toProto(delay.total()));
    delay.shortage().map(SchedulingDelayCodec::toProto).ifPresent(proto::setShortage);
    return proto.build();
  }

  static SchedulingDelay fromProto(dev.parallax.v1.SchedulingDelay proto) {
    return new SchedulingDelay(
        StepsCodec.elapsed("delay.longest", proto.hasLongest(), proto.getLongest()),
        StepsCodec.elapsed("delay.total", proto.hasTotal(), proto.getTotal()),
        proto.hasShortage() ? Optional.of(shortage(proto.getShortage())) : Optional.empty());
  }

  private static dev.parallax.v1.CpuShortage toProto(CpuShortage shortage) {
    return dev.parallax.v1.CpuShortage.newBuilder()
        .setThrottledPeriods(shortage.throttledPeriods())
        .setThrottled(TimeCodec.toProto(shortage.throttled()))
        .setStolen(TimeCodec.toProto(shortage.stolen()))
        .setWaited(TimeCodec.toProto(shortage.waited()))
        .build();
  }

  private static CpuShortage shortage(dev.parallax.v1.CpuShortage proto) {
    return new CpuShortage(
        Field.count("shortage.throttled_periods", proto.getThrottledPeriods()),
        TimeCodec.elapsed("shortage.throttled", proto.getThrottled()),
        TimeCodec.elapsed("shortage.stolen", proto.getStolen()),
        TimeCodec.elapsed("shortage.waited", proto.getWaited()));
  }
}

package dev.parallax.wire;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.NotRun;
import dev.parallax.v1.Ok;
import java.util.Optional;

/** Observations and the keys that make them unique. */
final class ObservationCodec {
  /** A host of 253 characters, a path of 2,048, and a scheme, a port and an address. */
  private static final int TARGET = 2_500;

  private ObservationCodec() {}

  static dev.parallax.v1.Observation toProto(Observation seen) {
    var proto =
        dev.parallax.v1.Observation.newBuilder()
            .setKey(toProto(seen.key()))
            .setPlanHash(seen.planHash());
    putOutcome(seen.outcome(), proto);
    StepsCodec.put(seen.steps(), proto);
    seen.delay().map(SchedulingDelayCodec::toProto).ifPresent(proto::setSchedulingDelay);
    return proto.build();
  }

  static Observation fromProto(dev.parallax.v1.Observation proto) {
    Field.present("observation.key", proto.hasKey());
    return new Observation(
        fromProto(proto.getKey()),
        Field.text("observation.plan_hash", proto.getPlanHash(), StepsCodec.WORD),
        outcome(proto),
        StepsCodec.steps(proto),
        proto.hasSchedulingDelay()
            ? Optional.of(SchedulingDelayCodec.fromProto(proto.getSchedulingDelay()))
            : Optional.empty());
  }

  static dev.parallax.v1.TrialKey toProto(TrialKey key) {
    return dev.parallax.v1.TrialKey.newBuilder()
        .setSweepId(key.sweep().value())
        .setRound(key.round())
        .setTarget(key.target())
        .setVantage(key.vantage().name())
        .setArmValue(EnumCodec.ARM.toProto(key.arm()))
        .setVariant(key.variant())
        .setAddress(AddressCodec.toProto(key.address()))
        .setTrial(key.trial())
        .build();
  }

  static TrialKey fromProto(dev.parallax.v1.TrialKey proto) {
    return new TrialKey(
        new SweepId(proto.getSweepId()),
        Field.count("key.round", proto.getRound()),
        Field.text("key.target", proto.getTarget(), TARGET),
        new VantageId(proto.getVantage()),
        EnumCodec.ARM.fromProto("key.arm", proto.getArmValue()),
        Field.text("key.variant", proto.getVariant(), TARGET),
        AddressCodec.optionalFromProto("key.address", proto.getAddress()),
        Field.count("key.trial", proto.getTrial()));
  }

  private static void putOutcome(Outcome outcome, dev.parallax.v1.Observation.Builder proto) {
    switch (outcome) {
      case Outcome.Ok() -> proto.setOk(Ok.getDefaultInstance());
      case Outcome.Failed(var failure) -> proto.setFailed(toProto(failure));
      case Outcome.NotRun notRun -> proto.setNotRun(toProto(notRun));
    }
  }

  private static Outcome outcome(dev.parallax.v1.Observation proto) {
    return switch (proto.getOutcomeCase()) {
      case OK -> new Outcome.Ok();
      case FAILED -> new Outcome.Failed(failure(proto.getFailed()));
      case NOT_RUN -> notRun(proto.getNotRun());
      case OUTCOME_NOT_SET -> throw new IllegalArgumentException("observation.outcome: missing");
    };
  }

  static dev.parallax.v1.Failure toProto(Failure failure) {
    return dev.parallax.v1.Failure.newBuilder()
        .setStepValue(EnumCodec.STEP.toProto(failure.step()))
        .setWord(failure.word().word())
        .setSaid(failure.detail())
        .build();
  }

  static Failure failure(dev.parallax.v1.Failure proto) {
    return new Failure(
        EnumCodec.STEP.fromProto("failed.step", proto.getStepValue()),
        new FailureWord(proto.getWord()),
        proto.getSaid());
  }

  private static NotRun toProto(Outcome.NotRun notRun) {
    return NotRun.newBuilder()
        .setReasonValue(EnumCodec.NOT_RUN_REASON.toProto(notRun.reason()))
        .setSaid(notRun.detail())
        .build();
  }

  private static Outcome.NotRun notRun(NotRun proto) {
    return new Outcome.NotRun(
        EnumCodec.NOT_RUN_REASON.fromProto("not_run.reason", proto.getReasonValue()),
        bounded(proto.getSaid()));
  }

  /** An explanation is cut, as that of a failure is. */
  private static String bounded(String said) {
    return said.length() <= Failure.DETAIL_LIMIT ? said : said.substring(0, Failure.DETAIL_LIMIT);
  }
}

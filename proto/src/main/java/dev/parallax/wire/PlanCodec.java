package dev.parallax.wire;

import com.google.protobuf.CodedOutputStream;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.wire.plan.PlanReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Complete plans; {@link PlanReader} decodes plans of a newer contract too. */
public final class PlanCodec {
  private PlanCodec() {}

  static dev.parallax.v1.ProbePlan toProto(ProbePlan plan) {
    var encoded = dev.parallax.v1.ProbePlan.newBuilder();
    // The default is absent, so that agents older than the field run the plan.
    if (!plan.ceiling().equals(HandshakeCeiling.DEFAULT)) {
      encoded.setHandshakesPerSecond(plan.ceiling().perSecond());
    }
    return encoded
        .setRound(plan.round())
        .addAllProbes(plan.probes().stream().map(ProbeCodec::toProto).toList())
        .setHello(HelloCodec.toProto(plan.hello()))
        .setSpacing(TimeCodec.toProto(plan.spacing()))
        .setStepTimeout(TimeCodec.toProto(plan.stepTimeout()))
        .build();
  }

  static ProbePlan fromProto(dev.parallax.v1.ProbePlan proto) {
    return new ProbePlan(
        Field.count("plan.round", proto.getRound()),
        proto.getProbesList().stream().map(ProbeCodec::fromProto).toList(),
        hello(proto),
        StepsCodec.span("plan.spacing", proto.hasSpacing(), proto.getSpacing()),
        StepsCodec.span("plan.step_timeout", proto.hasStepTimeout(), proto.getStepTimeout()),
        ceiling(proto));
  }

  public static HandshakeCeiling ceiling(dev.parallax.v1.ProbePlan plan) {
    int perSecond = Field.count("plan.handshakes_per_second", plan.getHandshakesPerSecond());
    return perSecond == 0 ? HandshakeCeiling.DEFAULT : new HandshakeCeiling(perSecond);
  }

  static byte[] bytes(dev.parallax.v1.ProbePlan proto) {
    var bytes = new byte[proto.getSerializedSize()];
    var out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      proto.writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.checkNoSpaceLeft();
    return bytes;
  }

  public static HelloRecipe hello(dev.parallax.v1.ProbePlan plan) {
    Field.present("plan.hello", plan.hasHello());
    return HelloCodec.fromProto(plan.getHello());
  }
}

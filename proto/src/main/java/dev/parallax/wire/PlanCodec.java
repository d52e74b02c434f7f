package dev.parallax.wire;

import com.google.protobuf.CodedOutputStream;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.wire.plan.PlanReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Complete plans; {@link PlanReader} decodes plans of a newer contract too. */
public final class PlanCodec {
  private PlanCodec() {}

  static dev.parallax.v1.ProbePlan toProto(ProbePlan plan) {
    return dev.parallax.v1.ProbePlan.newBuilder()
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
        StepsCodec.span("plan.step_timeout", proto.hasStepTimeout(), proto.getStepTimeout()));
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

package dev.parallax.wire;

import com.google.protobuf.CodedOutputStream;
import dev.parallax.model.HelloRecipe;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.ProbeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Plans, whole; {@link PlanReader} reads those of a newer contract too. */
final class PlanCodec {
  private PlanCodec() {}

  static dev.parallax.v1.ProbePlan toProto(ProbePlan plan) {
    return dev.parallax.v1.ProbePlan.newBuilder()
        .setRound(plan.round())
        .addAllProbes(plan.probes().stream().map(PlanCodec::toProto).toList())
        .setHello(toProto(plan.hello()))
        .setSpacing(TimeCodec.toProto(plan.spacing()))
        .setStepTimeout(TimeCodec.toProto(plan.stepTimeout()))
        .build();
  }

  static ProbePlan fromProto(dev.parallax.v1.ProbePlan proto) {
    return new ProbePlan(
        Field.count("plan.round", proto.getRound()),
        proto.getProbesList().stream().map(PlanCodec::probe).toList(),
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

  static HelloRecipe hello(dev.parallax.v1.ProbePlan plan) {
    Field.present("plan.hello", plan.hasHello());
    var proto = plan.getHello();
    return new HelloRecipe(
        proto.getVersionsList(),
        proto.getCiphersList(),
        proto.getGroupsList(),
        proto.getAlpnList());
  }

  static ProbeSpec probe(dev.parallax.v1.ProbeSpec proto) {
    return new ProbeSpec(
        proto.getTarget(),
        EnumCodec.ARM.fromProto("probe.arm", proto.getArmValue()),
        proto.getVariant(),
        EnumCodec.SCHEME.fromProto("probe.scheme", proto.getSchemeValue()),
        proto.getHost(),
        Field.count("probe.port", proto.getPort()),
        AddressCodec.optionalFromProto("probe.address", proto.getAddress()),
        proto.hasServerName() ? Optional.of(proto.getServerName()) : Optional.empty(),
        proto.getPath(),
        EnumCodec.STEP.fromProto("probe.last_step", proto.getLastStepValue()),
        proto.getJudgeCertificate(),
        StepsCodec.span("probe.hello_delay", proto.hasHelloDelay(), proto.getHelloDelay()),
        Field.count("probe.trials", proto.getTrials()));
  }

  private static dev.parallax.v1.ProbeSpec toProto(ProbeSpec probe) {
    var proto =
        dev.parallax.v1.ProbeSpec.newBuilder()
            .setTarget(probe.target())
            .setArmValue(EnumCodec.ARM.toProto(probe.arm()))
            .setVariant(probe.variant())
            .setSchemeValue(EnumCodec.SCHEME.toProto(probe.scheme()))
            .setHost(probe.host())
            .setPort(probe.port())
            .setAddress(AddressCodec.toProto(probe.address()))
            .setPath(probe.path())
            .setLastStepValue(EnumCodec.STEP.toProto(probe.lastStep()))
            .setJudgeCertificate(probe.judgeCertificate())
            .setHelloDelay(TimeCodec.toProto(probe.helloDelay()))
            .setTrials(probe.trials());
    probe.serverName().ifPresent(proto::setServerName);
    return proto.build();
  }

  private static dev.parallax.v1.HelloRecipe toProto(HelloRecipe hello) {
    return dev.parallax.v1.HelloRecipe.newBuilder()
        .addAllVersions(hello.versions())
        .addAllCiphers(hello.ciphers())
        .addAllGroups(hello.groups())
        .addAllAlpn(hello.alpn())
        .build();
  }
}

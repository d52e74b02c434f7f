package dev.parallax.wire;

import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;

/** The evidence of a verdict and its proposed probes. Kinds, reasons and attributes are words. */
final class EvidenceCodec {
  private EvidenceCodec() {}

  static dev.parallax.v1.Scope toProto(Scope scope) {
    return dev.parallax.v1.Scope.newBuilder()
        .setAttribute(EnumCodec.toWord(scope.attribute()))
        .setValue(scope.value())
        .addAllVantages(VerdictCodec.names(scope.vantages()))
        .build();
  }

  static Scope scope(String field, boolean present, dev.parallax.v1.Scope proto) {
    Field.present(field, present);
    return new Scope(
        EnumCodec.fromWord(field + ".attribute", Scope.Attribute.class, proto.getAttribute()),
        proto.getValue(),
        VerdictCodec.vantages(proto.getVantagesList()));
  }

  static dev.parallax.v1.Evidence toProto(Evidence evidence) {
    return dev.parallax.v1.Evidence.newBuilder()
        .setKind(EnumCodec.toWord(evidence.kind()))
        .putAllParameters(evidence.parameters())
        .addAllFailing(VerdictCodec.names(evidence.failing()))
        .addAllControls(VerdictCodec.names(evidence.controls()))
        .setWeight(evidence.weight())
        .build();
  }

  static Evidence evidence(dev.parallax.v1.Evidence proto) {
    return new Evidence(
        EnumCodec.fromWord("evidence.kind", FindingKind.class, proto.getKind()),
        proto.getParametersMap(),
        VerdictCodec.vantages(proto.getFailingList()),
        VerdictCodec.vantages(proto.getControlsList()),
        proto.getWeight());
  }

  static dev.parallax.v1.Candidate toProto(Candidate candidate) {
    return dev.parallax.v1.Candidate.newBuilder()
        .setHypothesis(candidate.hypothesis().code())
        .setMechanism(candidate.hypothesis().word())
        .setScope(toProto(candidate.scope()))
        .setProbability(candidate.probability())
        .build();
  }

  static Candidate candidate(dev.parallax.v1.Candidate proto) {
    return new Candidate(
        VerdictCodec.hypothesisOf("candidate.hypothesis", proto.getHypothesis()),
        scope("candidate.scope", proto.hasScope(), proto.getScope()),
        proto.getProbability());
  }

  static dev.parallax.v1.NextProbe toProto(NextProbe next) {
    return dev.parallax.v1.NextProbe.newBuilder()
        .setArmValue(EnumCodec.ARM.toProto(next.arm()))
        .addAllVantages(VerdictCodec.names(next.vantages()))
        .setGain(next.gain())
        .setWhy(EnumCodec.toWord(next.why()))
        .putAllParameters(next.parameters())
        .build();
  }

  static NextProbe nextProbe(dev.parallax.v1.NextProbe proto) {
    return new NextProbe(
        EnumCodec.ARM.fromProto("next_probe.arm", proto.getArmValue()),
        VerdictCodec.vantages(proto.getVantagesList()),
        proto.getGain(),
        EnumCodec.fromWord("next_probe.why", NextProbe.Why.class, proto.getWhy()),
        proto.getParametersMap());
  }
}

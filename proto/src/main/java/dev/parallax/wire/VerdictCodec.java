package dev.parallax.wire;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.v1.Hops;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Verdicts; {@link EvidenceCodec} has their evidence. */
final class VerdictCodec {
  private VerdictCodec() {}

  static dev.parallax.v1.TargetVerdicts toProto(TargetVerdicts judged) {
    return dev.parallax.v1.TargetVerdicts.newBuilder()
        .setTarget(judged.target().name())
        .addAllVerdicts(judged.verdicts().stream().map(VerdictCodec::toProto).toList())
        .build();
  }

  static TargetVerdicts fromProto(dev.parallax.v1.TargetVerdicts proto) {
    return new TargetVerdicts(
        Target.parse(proto.getTarget()),
        proto.getVerdictsList().stream().map(VerdictCodec::fromProto).toList());
  }

  static dev.parallax.v1.Verdict toProto(Verdict verdict) {
    var proto =
        dev.parallax.v1.Verdict.newBuilder()
            .setBlameValue(EnumCodec.BLAME.toProto(verdict.blame()))
            .setHypothesis(verdict.hypothesis().map(Cause::code).orElse(""))
            .setMechanism(verdict.hypothesis().map(Cause::word).orElse(""))
            .setFailure(verdict.failure().map(FailureWord::word).orElse(""))
            .setFailureStep(verdict.failureStep().map(Step::word).orElse(""))
            .setScope(EvidenceCodec.toProto(verdict.scope()))
            .setProbability(verdict.probability())
            .setCalibrated(verdict.calibrated())
            .setGradeValue(EnumCodec.GRADE.toProto(verdict.grade()))
            .addAllExplains(names(verdict.explains()))
            .addAllEvidence(verdict.evidence().stream().map(EvidenceCodec::toProto).toList())
            .addAllCredibleSet(verdict.credibleSet().stream().map(EvidenceCodec::toProto).toList())
            .addAllNextProbes(verdict.nextProbes().stream().map(EvidenceCodec::toProto).toList());
    verdict.notRun().forEach(arm -> proto.addNotRunValue(EnumCodec.ARM.toProto(arm)));
    verdict.segment().map(EnumCodec.SEGMENT::toProto).ifPresent(proto::setSegmentValue);
    verdict.hops().map(VerdictCodec::toProto).ifPresent(proto::setHops);
    return proto.build();
  }

  static Verdict fromProto(dev.parallax.v1.Verdict proto) {
    return new Verdict(
        EnumCodec.BLAME.fromProto("verdict.blame", proto.getBlameValue()),
        segment(proto.getSegmentValue()),
        hypothesis(proto.getHypothesis()),
        Optional.of(proto.getFailure()).filter(word -> !word.isEmpty()).map(FailureWord::new),
        step(proto.getFailureStep()),
        EvidenceCodec.scope("verdict.scope", proto.hasScope(), proto.getScope()),
        proto.hasHops() ? Optional.of(hops(proto.getHops())) : Optional.empty(),
        proto.getProbability(),
        proto.getCalibrated(),
        EnumCodec.GRADE.fromProto("verdict.grade", proto.getGradeValue()),
        vantages(proto.getExplainsList()),
        proto.getEvidenceList().stream().map(EvidenceCodec::evidence).toList(),
        proto.getCredibleSetList().stream().map(EvidenceCodec::candidate).toList(),
        proto.getNotRunValueList().stream()
            .map(number -> EnumCodec.ARM.fromProto("verdict.not_run", number))
            .toList(),
        proto.getNextProbesList().stream().map(EvidenceCodec::nextProbe).toList());
  }

  private static Optional<Step> step(String word) {
    return Stream.of(Step.values()).filter(step -> step.word().equals(word)).findFirst();
  }

  static List<String> names(List<VantageId> vantages) {
    return vantages.stream().map(VantageId::name).toList();
  }

  static List<VantageId> vantages(List<String> names) {
    return names.stream().map(VantageId::new).toList();
  }

  static Cause hypothesisOf(String field, String id) {
    return Cause.of(id).orElseThrow(() -> Field.refused(field, "expected a known hypothesis", id));
  }

  private static Optional<Segment> segment(int number) {
    return number == dev.parallax.v1.Segment.SEGMENT_UNSPECIFIED_VALUE
        ? Optional.empty()
        : Optional.of(EnumCodec.SEGMENT.fromProto("verdict.segment", number));
  }

  private static Optional<Cause> hypothesis(String id) {
    return id.isEmpty() ? Optional.empty() : Optional.of(hypothesisOf("verdict.hypothesis", id));
  }

  private static Hops toProto(Verdict.Hops hops) {
    return Hops.newBuilder().setFrom(hops.from()).setTo(hops.to()).setOf(hops.of()).build();
  }

  private static Verdict.Hops hops(Hops proto) {
    return new Verdict.Hops(
        Field.count("hops.from", proto.getFrom()),
        Field.count("hops.to", proto.getTo()),
        Field.count("hops.of", proto.getOf()));
  }
}

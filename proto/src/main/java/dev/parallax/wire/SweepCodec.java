package dev.parallax.wire;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.InsideVantage;
import dev.parallax.v1.Missing;
import dev.parallax.v1.Partial;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sweeps and their parts. */
final class SweepCodec {
  private SweepCodec() {}

  static dev.parallax.v1.Sweep toProto(Sweep sweep) {
    return dev.parallax.v1.Sweep.newBuilder()
        .setId(sweep.id().value())
        .setStartedAt(TimeCodec.toProto(sweep.startedAt()))
        .setTook(TimeCodec.toProto(sweep.took()))
        .setDeadlineHit(sweep.deadlineHit())
        .addAllVantages(sweep.vantages().stream().map(SweepCodec::toProto).toList())
        .addAllRounds(sweep.rounds().stream().map(SweepCodec::toProto).toList())
        .setCoverage(toProto(sweep.coverage()))
        .addAllTargets(sweep.targets().stream().map(SweepCodec::toProto).toList())
        .addAllSightings(sweep.sightings().stream().map(PathCodec::toProto).toList())
        .setFamilyValue(EnumCodec.FAMILY.toProto(sweep.family()))
        .build();
  }

  static Sweep fromProto(dev.parallax.v1.Sweep proto) {
    Field.present("sweep.started_at", proto.hasStartedAt());
    Field.present("sweep.coverage", proto.hasCoverage());
    return new Sweep(
        new SweepId(proto.getId()),
        TimeCodec.fromProto("sweep.started_at", proto.getStartedAt()),
        StepsCodec.elapsed("sweep.took", proto.hasTook(), proto.getTook()),
        proto.getDeadlineHit(),
        proto.getVantagesList().stream().map(SweepCodec::fromProto).toList(),
        proto.getRoundsList().stream().map(SweepCodec::fromProto).toList(),
        fromProto(proto.getCoverage()),
        proto.getTargetsList().stream().map(SweepCodec::fromProto).toList(),
        proto.getSightingsList().stream().map(PathCodec::fromProto).toList(),
        family("sweep.family", proto.getFamilyValue()));
  }

  /** Any family, for a contract from before the field existed. */
  static Family family(String field, int number) {
    return number == 0 ? Family.ANY : EnumCodec.FAMILY.fromProto(field, number);
  }

  static dev.parallax.v1.Vantage toProto(Vantage vantage) {
    var proto =
        dev.parallax.v1.Vantage.newBuilder()
            .setName(vantage.id().name())
            .putAllLabels(vantage.labels())
            .setAgentVersion(vantage.agentVersion())
            .putAllFacts(vantage.facts());
    vantage.clockOffset().map(TimeCodec::toProto).ifPresent(proto::setClockOffset);
    return proto.build();
  }

  static Vantage fromProto(dev.parallax.v1.Vantage proto) {
    return new Vantage(
        new VantageId(proto.getName()),
        proto.getLabelsMap(),
        proto.getAgentVersion(),
        proto.hasClockOffset()
            ? Optional.of(TimeCodec.fromProto("vantage.clock_offset", proto.getClockOffset()))
            : Optional.empty(),
        proto.getFactsMap());
  }

  static dev.parallax.v1.Round toProto(Round round) {
    return dev.parallax.v1.Round.newBuilder()
        .setNumber(round.number())
        .setPlanHash(round.planHash())
        .addAllReasons(round.reasons().stream().map(RoundReason::word).toList())
        .setHandshakes(round.handshakes())
        .setAsked(round.asked().orElse(0))
        .setEnded(round.ended().map(RoundEnd::word).orElse(""))
        .build();
  }

  static Round fromProto(dev.parallax.v1.Round proto) {
    return new Round(
        Field.count("round.number", proto.getNumber()),
        proto.getPlanHash(),
        proto.getReasonsList().stream()
            .map(word -> EnumCodec.fromWord("round.reasons", RoundReason.class, word))
            .toList(),
        Field.count("round.handshakes", proto.getHandshakes()),
        Optional.of(Field.count("round.asked", proto.getAsked())).filter(asked -> asked > 0),
        Optional.of(proto.getEnded())
            .filter(word -> !word.isEmpty())
            .map(word -> EnumCodec.fromWord("round.ended", RoundEnd.class, word)));
  }

  static dev.parallax.v1.Coverage toProto(Coverage coverage) {
    return dev.parallax.v1.Coverage.newBuilder()
        .setRequested(coverage.requested())
        .setAnswered(coverage.answered())
        .addAllMissing(coverage.missing().stream().map(SweepCodec::toProto).toList())
        .addAllPartial(coverage.partial().stream().map(SweepCodec::toProto).toList())
        .setEligible(coverage.eligible().orElse(0))
        .setObservationsDeleted(coverage.observationsDeleted())
        .build();
  }

  static Coverage fromProto(dev.parallax.v1.Coverage proto) {
    return new Coverage(
        Field.count("coverage.requested", proto.getRequested()),
        Field.count("coverage.answered", proto.getAnswered()),
        proto.getMissingList().stream().map(SweepCodec::missing).toList(),
        proto.getPartialList().stream().map(SweepCodec::partial).toList(),
        Optional.of(Field.count("coverage.eligible", proto.getEligible())),
        proto.getObservationsDeleted());
  }

  private static Partial toProto(Coverage.Partial partial) {
    return Partial.newBuilder()
        .setVantage(partial.vantage().name())
        .setPlanned(partial.planned())
        .setReported(partial.reported())
        .build();
  }

  private static Coverage.Partial partial(Partial proto) {
    return new Coverage.Partial(
        new VantageId(proto.getVantage()),
        Field.count("partial.planned", proto.getPlanned()),
        Field.count("partial.reported", proto.getReported()));
  }

  static dev.parallax.v1.TargetResults toProto(TargetResults results) {
    var proto =
        dev.parallax.v1.TargetResults.newBuilder()
            .setTarget(results.target().name())
            .addAllInside(results.inside().entrySet().stream().map(SweepCodec::toProto).toList())
            .addAllObservations(
                results.observations().stream().map(ObservationCodec::toProto).toList());
    results.coordinatorDns().map(StepsCodec::toProto).ifPresent(proto::setCoordinatorDns);
    if (!results.exchange().isDefault()) {
      proto.setExchange(ExchangeCodec.toProto(results.exchange()));
    }
    results.history().map(HistoryCodec::toProto).ifPresent(proto::setHistory);
    return proto.build();
  }

  static TargetResults fromProto(dev.parallax.v1.TargetResults proto) {
    return new TargetResults(
        Target.parse(proto.getTarget()),
        inside(proto),
        proto.getObservationsList().stream().map(ObservationCodec::fromProto).toList(),
        proto.hasCoordinatorDns()
            ? Optional.of(StepsCodec.dns(proto.getCoordinatorDns()))
            : Optional.empty(),
        proto.hasExchange() ? ExchangeCodec.fromProto(proto.getExchange()) : Exchange.DEFAULT,
        proto.hasHistory()
            ? Optional.of(HistoryCodec.fromProto(proto.getHistory()))
            : Optional.empty());
  }

  private static Missing toProto(Coverage.Missing missing) {
    return Missing.newBuilder()
        .setVantage(missing.vantage().name())
        .setReasonValue(EnumCodec.NOT_RUN_REASON.toProto(missing.reason()))
        .setSaid(missing.detail())
        .build();
  }

  private static Coverage.Missing missing(Missing proto) {
    return new Coverage.Missing(
        new VantageId(proto.getVantage()),
        EnumCodec.NOT_RUN_REASON.fromProto("missing.reason", proto.getReasonValue()),
        proto.getSaid());
  }

  private static InsideVantage toProto(Map.Entry<VantageId, Optional<InetAddress>> inside) {
    return InsideVantage.newBuilder()
        .setVantage(inside.getKey().name())
        .setRoute(AddressCodec.toProto(inside.getValue()))
        .build();
  }

  private static Map<VantageId, Optional<InetAddress>> inside(dev.parallax.v1.TargetResults proto) {
    var inside = new TreeMap<VantageId, Optional<InetAddress>>();
    for (var vantage : proto.getInsideList()) {
      inside.put(
          new VantageId(vantage.getVantage()),
          AddressCodec.optionalFromProto("inside.route", vantage.getRoute()));
    }
    return inside;
  }
}

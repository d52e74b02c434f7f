package dev.parallax.wire;

import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.SiteTimes;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was known of a target before a sweep. */
final class HistoryCodec {
  private static final int STEPS = 4;
  private static final int SITE = 2_500;

  private HistoryCodec() {}

  static dev.parallax.v1.TargetHistory toProto(TargetHistory history) {
    var proto =
        dev.parallax.v1.TargetHistory.newBuilder()
            .addAllVantages(history.vantages().stream().map(HistoryCodec::toProto).toList());
    history.lastHealthy().map(TimeCodec::toProto).ifPresent(proto::setLastHealthy);
    return proto.build();
  }

  static TargetHistory fromProto(dev.parallax.v1.TargetHistory proto) {
    return new TargetHistory(
        proto.hasLastHealthy()
            ? Optional.of(TimeCodec.fromProto("history.last_healthy", proto.getLastHealthy()))
            : Optional.empty(),
        Field.list("history.vantages", proto.getVantagesList(), TargetHistory.VANTAGES).stream()
            .map(HistoryCodec::vantage)
            .toList());
  }

  private static dev.parallax.v1.VantageHistory toProto(VantageHistory history) {
    var proto =
        dev.parallax.v1.VantageHistory.newBuilder()
            .setVantage(history.vantage().name())
            .addAllSteps(history.steps().stream().map(HistoryCodec::toProto).toList())
            .addAllReferences(history.references().stream().map(HistoryCodec::toProto).toList());
    history.lastSeen().map(HistoryCodec::toProto).ifPresent(proto::setLastSeen);
    return proto.build();
  }

  private static VantageHistory vantage(dev.parallax.v1.VantageHistory proto) {
    return new VantageHistory(
        new VantageId(proto.getVantage()),
        steps(proto.getStepsList()),
        Field.list("history.references", proto.getReferencesList(), VantageHistory.SITES).stream()
            .map(HistoryCodec::site)
            .toList(),
        proto.hasLastSeen() ? Optional.of(server(proto.getLastSeen())) : Optional.empty());
  }

  private static dev.parallax.v1.SiteTimes toProto(SiteTimes times) {
    return dev.parallax.v1.SiteTimes.newBuilder()
        .setSite(times.site())
        .addAllSteps(times.steps().stream().map(HistoryCodec::toProto).toList())
        .build();
  }

  private static SiteTimes site(dev.parallax.v1.SiteTimes proto) {
    return new SiteTimes(
        Field.text("history.references.site", proto.getSite(), SITE), steps(proto.getStepsList()));
  }

  private static dev.parallax.v1.StepTimes toProto(StepHistory times) {
    return dev.parallax.v1.StepTimes.newBuilder()
        .setStepValue(EnumCodec.STEP.toProto(times.step()))
        .setLooks(times.looks())
        .setNewest(TimeCodec.toProto(times.newest()))
        .setMedian(TimeCodec.toProto(times.median()))
        .setDeviation(TimeCodec.toProto(times.deviation()))
        .build();
  }

  private static List<StepHistory> steps(List<dev.parallax.v1.StepTimes> protos) {
    return Field.list("history.steps", protos, STEPS).stream().map(HistoryCodec::times).toList();
  }

  private static StepHistory times(dev.parallax.v1.StepTimes proto) {
    Field.present("history.steps.newest", proto.hasNewest());
    return new StepHistory(
        EnumCodec.STEP.fromProto("history.steps.step", proto.getStepValue()),
        Field.count("history.steps.looks", proto.getLooks()),
        TimeCodec.fromProto("history.steps.newest", proto.getNewest()),
        StepsCodec.elapsed("history.steps.median", proto.hasMedian(), proto.getMedian()),
        StepsCodec.elapsed("history.steps.deviation", proto.hasDeviation(), proto.getDeviation()));
  }

  private static dev.parallax.v1.SeenServer toProto(SeenServer seen) {
    return dev.parallax.v1.SeenServer.newBuilder()
        .addAllLeaves(seen.leaves())
        .addAllIssuers(seen.issuers())
        .addAllAddresses(seen.addresses().stream().map(AddressCodec::toProto).toList())
        .addAllAlpns(seen.alpns())
        .addAllTlsVersions(seen.tlsVersions())
        .build();
  }

  private static SeenServer server(dev.parallax.v1.SeenServer proto) {
    Stream.of(
            proto.getLeavesList(),
            proto.getIssuersList(),
            proto.getAddressesList(),
            proto.getAlpnsList(),
            proto.getTlsVersionsList())
        .forEach(list -> Field.atMost("history.last_seen", list.size(), SeenServer.MOST));
    return new SeenServer(
        proto.getLeavesList(),
        proto.getIssuersList(),
        proto.getAddressesList().stream()
            .map(address -> AddressCodec.fromProto("history.last_seen.addresses", address))
            .toList(),
        proto.getAlpnsList(),
        proto.getTlsVersionsList());
  }
}

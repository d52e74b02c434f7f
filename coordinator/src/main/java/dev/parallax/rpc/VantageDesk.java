package dev.parallax.rpc;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.FleetView;
import dev.parallax.fleet.IdentityConflicts;
import dev.parallax.fleet.VantageState;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import dev.parallax.sweep.Selector;
import dev.parallax.sweep.SweepPreview;
import dev.parallax.v1.DrainVantageResponse;
import dev.parallax.v1.IdentityConflict;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.v1.PlannedArm;
import dev.parallax.v1.PlannedVantage;
import dev.parallax.v1.RevokeVantageResponse;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What operators ask about vantages and do to them: the stored record, seen together with the open
 * link.
 */
public final class VantageDesk implements FleetView {
  private final Store store;
  private final ConnectedAgents agents;
  private final IdentityConflicts conflicts;
  private final InstantSource clock;

  public VantageDesk(
      Store store, ConnectedAgents agents, IdentityConflicts conflicts, InstantSource clock) {
    this.store = store;
    this.agents = agents;
    this.conflicts = conflicts;
    this.clock = clock;
  }

  @Override
  public List<Vantage> vantages() {
    return store.vantages().stream().filter(known -> !known.revoked()).map(this::now).toList();
  }

  void audit(String what) {
    store.audit(clock.instant(), Caller.name(), what);
  }

  ListVantagesResponse list(Selector selector) {
    return ListVantagesResponse.newBuilder()
        .addAllVantages(
            store.vantages().stream()
                .filter(known -> selector.matches(now(known)))
                .map(this::status)
                .toList())
        .build();
  }

  /** The vantages of a sweep to come with their states, and what they would run. */
  PlanSweepResponse planned(SweepPreview preview) {
    var chosen = preview.vantages().stream().map(Vantage::id).collect(Collectors.toSet());
    var planned = PlanSweepResponse.newBuilder();
    store.vantages().stream()
        .filter(known -> chosen.contains(known.id()))
        .map(
            known ->
                PlannedVantage.newBuilder()
                    .setVantage(status(known))
                    .setInside(preview.inside().contains(known.id())))
        .forEach(planned::addVantages);
    preview.first().plan().probes().stream().map(VantageDesk::arm).forEach(planned::addArms);
    return planned
        .setAsked(preview.first().vantages().size())
        .setMostTrials(preview.mostTrials())
        .setFamilyValue(Wire.number(preview.family()))
        .build();
  }

  private static PlannedArm arm(ProbeSpec probe) {
    return PlannedArm.newBuilder()
        .setTarget(probe.target())
        .setArmValue(Wire.number(probe.arm()))
        .setTrials(probe.trials())
        .build();
  }

  RevokeVantageResponse revoke(String name) {
    var vantage = new VantageId(name);
    try {
      if (!store.revokeVantage(vantage)) {
        throw unknown(name);
      }
    } finally {
      agents.cutAll(vantage, AgentLink.Cut.REVOKED);
    }
    audit("revoke vantage " + name);
    return RevokeVantageResponse.getDefaultInstance();
  }

  DrainVantageResponse drain(String name) {
    agents.link(new VantageId(name)).orElseThrow(() -> unknown(name)).drain();
    audit("drain vantage " + name);
    return DrainVantageResponse.getDefaultInstance();
  }

  private Vantage now(VantageRecord known) {
    return agents
        .link(known.id())
        .map(AgentLink::vantage)
        .orElseGet(() -> new Vantage(known.id(), known.labels(), "", Optional.empty(), Map.of()));
  }

  private VantageStatus status(VantageRecord known) {
    var status =
        VantageStatus.newBuilder()
            .setVantage(Wire.toProto(now(known)))
            .setStatus(VantageState.of(known, agents.link(known.id())).word())
            .setCertificateNotAfter(Wire.toProto(known.certificateNotAfter()));
    known.lastSeen().ifPresent(at -> status.setLastSeen(Wire.toProto(at)));
    conflicts
        .of(known.id())
        .forEach(
            (kind, count) ->
                status.addIdentityConflicts(
                    IdentityConflict.newBuilder()
                        .setKind(kind.word())
                        .setTimes(count.times())
                        .setLast(Wire.toProto(count.last()))));
    return status.build();
  }

  private static StatusRuntimeException unknown(String name) {
    return Status.NOT_FOUND
        .withDescription("no such vantage, `parallax vantages` lists them, got: " + name)
        .asRuntimeException();
  }
}

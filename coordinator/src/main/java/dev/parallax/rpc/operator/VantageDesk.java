package dev.parallax.rpc.operator;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.installer.Installer;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.rpc.Caller;
import dev.parallax.store.Store;
import dev.parallax.sweep.plan.SweepPreview;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.v1.DrainVantageResponse;
import dev.parallax.v1.IdentityConflict;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.v1.PlannedArm;
import dev.parallax.v1.PlannedVantage;
import dev.parallax.v1.RevokeVantageResponse;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.stream.Collectors;

/** Vantages, for operators: list, facts and revocation. */
public final class VantageDesk {
  private final VantageDirectory fleet;
  private final Store store;
  private final AgentLinks agents;
  private final Audit audit;
  private final Installer installer;

  public VantageDesk(
      VantageDirectory fleet, Store store, AgentLinks agents, Audit audit, Installer installer) {
    this.fleet = fleet;
    this.store = store;
    this.agents = agents;
    this.audit = audit;
    this.installer = installer;
  }

  void audit(String what) {
    audit.record(Caller.name(), what);
  }

  ListVantagesResponse list(VantageSelector selector) {
    return ListVantagesResponse.newBuilder()
        .addAllVantages(
            fleet.enrolled().stream()
                .filter(member -> selector.matches(member.now()))
                .map(VantageDesk::status)
                .toList())
        .setCoordinatorVersion(Contract.release())
        .setAdvertised(installer.address().toString())
        .build();
  }

  /** The vantages of a planned sweep with their states, and their planned trials. */
  PlanSweepResponse planned(SweepPreview preview) {
    var chosen = preview.vantages().stream().map(Vantage::id).collect(Collectors.toSet());
    var planned = PlanSweepResponse.newBuilder();
    fleet.enrolled().stream()
        .filter(member -> chosen.contains(member.now().id()))
        .map(
            member ->
                PlannedVantage.newBuilder()
                    .setVantage(status(member))
                    .setInside(preview.inside().contains(member.now().id())))
        .forEach(planned::addVantages);
    preview.first().plan().probes().stream().map(VantageDesk::arm).forEach(planned::addArms);
    return planned
        .setAsked(preview.first().vantages().size())
        .setMostTrials(preview.mostTrials())
        .setEligible(preview.eligible())
        .setHandshakesPerSecond(preview.ceiling().perSecond())
        .setMostHandshakes(preview.mostHandshakes())
        .setLongest(Wire.toProto(preview.longest()))
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

  private static VantageStatus status(VantageDirectory.DirectoryEntry member) {
    var status =
        VantageStatus.newBuilder()
            .setVantage(Wire.toProto(member.now()))
            .setStatus(member.state().word())
            .setCertificateNotAfter(Wire.toProto(member.certificateNotAfter()));
    member.lastHeard().ifPresent(at -> status.setLastSeen(Wire.toProto(at)));
    member
        .conflicts()
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

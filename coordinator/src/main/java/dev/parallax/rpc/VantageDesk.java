package dev.parallax.rpc;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.FleetView;
import dev.parallax.fleet.VantageState;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import dev.parallax.sweep.Selector;
import dev.parallax.v1.DrainVantageResponse;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.RevokeVantageResponse;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What operators ask about vantages and do to them: the stored record, seen together with the open
 * link.
 */
public final class VantageDesk implements FleetView {
  private final Store store;
  private final ConnectedAgents agents;
  private final InstantSource clock;

  public VantageDesk(Store store, ConnectedAgents agents, InstantSource clock) {
    this.store = store;
    this.agents = agents;
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

  RevokeVantageResponse revoke(String name) {
    var vantage = new VantageId(name);
    if (!store.revokeVantage(vantage)) {
      throw unknown(name);
    }
    audit("revoke vantage " + name);
    agents.link(vantage).ifPresent(link -> link.cut(AgentLink.Cut.REVOKED));
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
    return status.build();
  }

  private static StatusRuntimeException unknown(String name) {
    return Status.NOT_FOUND
        .withDescription("no such vantage, `parallax vantages` lists them, got: " + name)
        .asRuntimeException();
  }
}

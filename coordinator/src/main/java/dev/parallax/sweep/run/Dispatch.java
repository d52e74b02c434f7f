package dev.parallax.sweep.run;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.fleet.Assignment;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends the plan of one round to every available vantage. */
final class Dispatch {
  private final AgentLinks agents;
  private final Set<VantageId> asked = new HashSet<>();
  private final Map<VantageId, NotRunReason> absent = new HashMap<>();

  Dispatch(AgentLinks agents) {
    this.agents = agents;
  }

  /** The available vantages among these; {@link #absent} contains the unavailable vantages. */
  List<Vantage> available(SweepHeader sweep, Set<VantageId> vantages) {
    var available = new ArrayList<Vantage>();
    for (var vantage : sweep.vantages()) {
      if (vantages.contains(vantage.id())) {
        whyNot(vantage.id())
            .ifPresentOrElse(
                reason -> absent.put(vantage.id(), reason), () -> available.add(vantage));
      }
    }
    return available;
  }

  /**
   * Sends the same bytes to all of {@code vantages}, which start in sequence within {@code
   * interval}; afterwards {@link #asked} contains them.
   *
   * @param interval of the handshakes of one vantage at one host
   * @param deadline from now
   * @param credentials that the plan names
   */
  void send(
      SweepHeader sweep,
      List<Vantage> vantages,
      Bytes plan,
      HandshakeCeiling ceiling,
      Duration interval,
      Duration deadline,
      Map<String, OriginCredentials> credentials) {
    var ids = vantages.stream().map(Vantage::id).toList();
    var start = agents.startAfter(ids);
    var plans = new LinkedHashMap<VantageId, Assignment>();
    for (int i = 0; i < vantages.size(); i++) {
      var vantage = vantages.get(i);
      var offset = ceiling.offset(i);
      var left = deadline.minus(offset);
      plans.put(
          vantage.id(),
          new Assignment(
              sweep.id(),
              plan,
              start.plus(offset),
              left.isNegative() ? Duration.ZERO : left,
              interval,
              routes(sweep, vantage),
              Witnesses.ports(sweep, vantage.id()),
              credentials));
    }
    asked.addAll(ids);
    agents.assign(plans);
  }

  void cancel(SweepId sweep) {
    agents.cancel(sweep, asked);
  }

  Set<VantageId> asked() {
    return asked;
  }

  Map<VantageId, NotRunReason> absent() {
    return absent;
  }

  private Optional<NotRunReason> whyNot(VantageId vantage) {
    var link = agents.link(vantage);
    if (link.isEmpty()) {
      return Optional.of(NotRunReason.OFFLINE);
    }
    return link.filter(AgentLink::draining).map(draining -> NotRunReason.DRAINING);
  }

  private static Map<String, InetAddress> routes(SweepHeader sweep, Vantage vantage) {
    var routes = new HashMap<String, InetAddress>();
    sweep
        .inside()
        .getOrDefault(vantage.id(), Optional.empty())
        .ifPresent(route -> sweep.targets().forEach(target -> routes.put(target.name(), route)));
    return routes;
  }
}

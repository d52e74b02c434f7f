package dev.parallax.fleet;

import dev.parallax.model.VantageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is connected. One stream a vantage: a newer one replaces, and cuts, the older. */
public final class ConnectedAgents {
  private final Map<VantageId, AgentLink> links = new ConcurrentHashMap<>();

  public void connected(VantageId vantage, AgentLink link) {
    var older = links.put(vantage, link);
    if (older != null) {
      older.cut(AgentLink.Cut.REPLACED);
    }
  }

  /** Forgets the link, unless a newer one has taken its place. */
  public void disconnected(VantageId vantage, AgentLink link) {
    links.remove(vantage, link);
  }

  public Optional<AgentLink> link(VantageId vantage) {
    return Optional.ofNullable(links.get(vantage));
  }

  public Collection<AgentLink> all() {
    return List.copyOf(links.values());
  }
}

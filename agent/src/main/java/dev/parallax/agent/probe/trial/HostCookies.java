package dev.parallax.agent.probe.trial;

import dev.parallax.agent.probe.http.Cookies;
import java.util.HashMap;
import java.util.Map;

/**
 * The cookies of a trial by host. Each first connection begins without cookies; connections that
 * follow a redirect send those that their host has set before. Belongs to one event loop.
 */
public final class HostCookies {
  private final Map<String, Cookies> hosts;
  private final boolean following;

  /** Of first connections. */
  public HostCookies() {
    this(new HashMap<>(), false);
  }

  private HostCookies(Map<String, Cookies> hosts, boolean following) {
    this.hosts = hosts;
    this.following = following;
  }

  /** The same of connections that follow a redirect. */
  HostCookies following() {
    return new HostCookies(hosts, true);
  }

  /** The cookies of a new connection. */
  public Cookies begin(String host) {
    return hosts.merge(host, new Cookies(), (known, fresh) -> following ? known : fresh);
  }

  /** The line of a request to this host with its end; empty without cookies. */
  public String line(String host) {
    var known = hosts.get(host);
    return known == null ? "" : known.line();
  }
}

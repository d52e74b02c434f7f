package dev.parallax.web.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of this port. A page of another site whose name resolves to this host (DNS rebinding)
 * requests its own name and is refused.
 */
public final class HostNameCheck {
  private static final String LOCALHOST = "localhost";

  private final WebConfig config;

  public HostNameCheck(WebConfig config) {
    this.config = config;
  }

  /** Whether a {@code Host} header names us; its port does not matter, tunnels change it. */
  public boolean accepts(String header) {
    var host = host(header).toLowerCase(Locale.ROOT);
    return host.equals(LOCALHOST)
        || config.names().contains(host)
        || (isLiteral(host) && acceptsLiteral(InetAddress.ofLiteral(host)));
  }

  /** All names that a certificate for this port should contain. */
  public Set<String> certified(InetSocketAddress bound) {
    var names = new TreeSet<>(config.names());
    names.add(LOCALHOST);
    if (!bound.getAddress().isAnyLocalAddress()) {
      names.add(bound.getAddress().getHostAddress());
    }
    return names;
  }

  /**
   * On other addresses than loopback any address may be ours: behind a port forward we do not know
   * it.
   */
  private boolean acceptsLiteral(InetAddress address) {
    return !config.isLocal() || address.isLoopbackAddress();
  }

  private static String host(String header) {
    if (header.startsWith("[")) {
      return header.substring(1, Math.max(1, header.indexOf(']')));
    }
    int colon = header.indexOf(':');
    return colon < 0 ? header : header.substring(0, colon);
  }

  private static boolean isLiteral(String host) {
    var looksLikeOne = host.contains(":") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    return looksLikeOne && parses(host);
  }

  private static boolean parses(String host) {
    try {
      var _ = InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}

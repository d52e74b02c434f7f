package dev.parallax.agent.dns.stub;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names to which a host gives addresses itself (hosts(5)). Its programs send no DNS query for
 * these names.
 */
public final class HostsFile {
  public static final HostsFile EMPTY = new HostsFile(Map.of());

  private static final String LOCALHOST = "localhost";
  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
  private static final int MOST_NAMES = 200_000;
  private static final int MOST_ADDRESSES = 16;

  private final Map<String, List<InetAddress>> addresses;

  private HostsFile(Map<String, List<InetAddress>> addresses) {
    this.addresses = addresses;
  }

  /**
   * Parses a file: at most 200,000 names with at most 16 addresses each. What is not understood is
   * ignored, as glibc does.
   */
  public static HostsFile parse(List<String> lines) {
    var found = new HashMap<String, List<InetAddress>>();
    lines.forEach(line -> line(line, found));
    return new HostsFile(found);
  }

  private static void line(String line, Map<String, List<InetAddress>> found) {
    int comment = line.indexOf('#');
    var words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
    if (words.length < 2) {
      return;
    }
    try {
      var address = InetAddress.ofLiteral(words[0]);
      for (int i = 1; i < words.length; i++) {
        add(words[i].toLowerCase(Locale.ROOT), address, found);
      }
    } catch (IllegalArgumentException noAddress) {
      // glibc ignores such a line, too.
    }
  }

  private static void add(String name, InetAddress address, Map<String, List<InetAddress>> found) {
    if (found.size() >= MOST_NAMES && !found.containsKey(name)) {
      return;
    }
    var addresses = found.computeIfAbsent(name, key -> new ArrayList<>(1));
    if (addresses.size() < MOST_ADDRESSES && !addresses.contains(address)) {
      addresses.add(address);
    }
  }

  /** Whether no program sends a DNS query for this name (RFC 6761, section 6.3). */
  public static boolean isLocal(String host) {
    return host.equals(LOCALHOST) || host.endsWith("." + LOCALHOST);
  }

  /**
   * The addresses of a name, in the order of the file; empty for a name that is not in the file. A
   * name of the domain {@code localhost} always has addresses.
   *
   * @param host in lower case
   */
  public List<InetAddress> addresses(String host) {
    var listed = addresses.get(host);
    if (listed != null) {
      return List.copyOf(listed);
    }
    return isLocal(host) ? LOOPBACK : List.of();
  }

  /** A number that differs for different content, in hexadecimal digits. */
  public String digest() {
    return Integer.toHexString(addresses.hashCode());
  }

  /** The number of names. */
  public int size() {
    return addresses.size();
  }
}

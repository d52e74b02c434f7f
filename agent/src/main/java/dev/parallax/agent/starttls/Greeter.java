package dev.parallax.agent.starttls;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * The names in a greeting.
 *
 * @param host the requested host, reduced to the characters of a name or address
 * @param self an address literal of RFC 5321, section 4.1.3
 */
public record Greeter(String host, String self) {
  public Greeter {
    host = host.replaceAll("[^A-Za-z0-9._:-]", "");
  }

  public static Greeter of(String host, InetAddress local) {
    var literal = local.getHostAddress().replaceFirst("%.*", "");
    return new Greeter(
        host, local instanceof Inet6Address ? "[IPv6:" + literal + "]" : "[" + literal + "]");
  }
}

package dev.parallax.agent.link.route;

import dev.parallax.text.Printable;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ProxiedSocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP proxy through which the link opens a tunnel by CONNECT (RFC 9110 § 9.3.6). Probes never
 * use it.
 */
public record HttpProxy(HostPort address, Optional<ProxyCredentials> credentials) {
  private static final Pattern URL = Pattern.compile("http://(?<address>[^/@]+)/?");

  /**
   * Reads {@code http://HOST:PORT}. A user name or password in the URL is refused: a command line
   * is no secret.
   *
   * @throws IllegalArgumentException naming the text and the expected form
   */
  public static HttpProxy parse(String url) {
    var parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a proxy is http://HOST:PORT, got: " + withoutUser(url));
    }
    return new HttpProxy(HostPort.parse(parts.group("address")), Optional.empty());
  }

  public HttpProxy with(ProxyCredentials given) {
    return new HttpProxy(address, Optional.of(given));
  }

  /**
   * The tunnel through this proxy, for a channel.
   *
   * @throws IOException when the proxy's name has no address
   */
  public ProxiedSocketAddress tunnelTo(SocketAddress target) throws IOException {
    var at = new InetSocketAddress(address.host(), address.port());
    if (at.isUnresolved()) {
      throw new IOException("no address for the proxy " + address.host());
    }
    var tunnel =
        HttpConnectProxiedSocketAddress.newBuilder()
            .setProxyAddress(at)
            .setTargetAddress((InetSocketAddress) target);
    credentials.ifPresent(known -> tunnel.setUsername(known.user()).setPassword(known.password()));
    return tunnel.build();
  }

  /** The URL, without credentials. */
  @Override
  public String toString() {
    return "http://" + address;
  }

  private static String withoutUser(String url) {
    var at = url.lastIndexOf('@');
    return at < 0
        ? Printable.escaped(url, Printable.LIMIT)
        : "user and host (give the user in --proxy-credentials-file)";
  }
}

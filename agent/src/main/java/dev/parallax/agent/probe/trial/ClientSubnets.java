package dev.parallax.agent.probe.trial;

import dev.parallax.agent.policy.Policy;
import dev.parallax.model.endpoint.ClientSubnet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The networks for queries with EDNS client subnet: of this host, and of its resolver. An
 * authoritative name server answers a resolver by the network of the resolver, unless the resolver
 * sends that of its client.
 */
public final class ClientSubnets {
  private ClientSubnets() {}

  /** At most 2, without private and special networks; this host is behind a NAT then. */
  public static List<ClientSubnet> of(ProberConfig config) {
    var own = Stream.concat(config.bind().stream(), interfaces()).filter(ClientSubnets::isPublic);
    var resolvers =
        config.resolver().servers().stream()
            .map(InetSocketAddress::getAddress)
            .filter(ClientSubnets::isPublic);
    return Stream.concat(own.limit(1), resolvers.limit(1))
        .map(ClientSubnet::of)
        .distinct()
        .toList();
  }

  private static boolean isPublic(InetAddress address) {
    return Policy.isGlobal(address);
  }

  private static Stream<InetAddress> interfaces() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
    } catch (SocketException unknown) {
      return Stream.of();
    }
  }
}

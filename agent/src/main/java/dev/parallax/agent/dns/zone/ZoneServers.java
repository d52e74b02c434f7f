package dev.parallax.agent.dns.zone;

import dev.parallax.agent.dns.Resolved;
import dev.parallax.model.endpoint.ClientSubnet;
import dev.parallax.model.endpoint.Resolver.Transport;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Queries the name servers of one zone in parallel, each with and without a client subnet. */
final class ZoneServers {
  /** The maximum number of name servers that are queried. */
  static final int MOST = 3;

  private final ZoneAccess access;
  private final Transport transport;

  ZoneServers(ZoneAccess access, Transport transport) {
    this.access = access;
    this.transport = transport;
  }

  /** The replies of all name servers; empty when no name server has an address. */
  CompletableFuture<List<ServerReply>> query(Delegation delegation, String name) {
    var each =
        delegation.nameServers().stream()
            .limit(MOST)
            .map(server -> query(delegation.zone(), server, name))
            .toList();
    return all(each).thenApply(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private CompletableFuture<List<ServerReply>> query(String zone, String server, String name) {
    return access
        .addresses(server)
        .run()
        .thenCompose(
            resolved ->
                preferred(resolved)
                    .map(address -> query(zone, server, address, name))
                    .orElseGet(() -> CompletableFuture.completedFuture(List.of())));
  }

  private CompletableFuture<List<ServerReply>> query(
      String zone, String server, InetAddress address, String name) {
    return all(
        subnets()
            .map(
                subnet ->
                    new ServerQuery(access, zone, server, address, name, transport, subnet).run())
            .toList());
  }

  /** Over TCP without subnets: TCP shows which server answers; a single connection suffices. */
  private Stream<Optional<ClientSubnet>> subnets() {
    var with = transport == Transport.UDP ? access.subnets() : List.<ClientSubnet>of();
    return Stream.concat(Stream.of(Optional.empty()), with.stream().map(Optional::of));
  }

  /** One address of a name server; IPv4, which more hosts have. */
  private static Optional<InetAddress> preferred(Resolved resolved) {
    var addresses = resolved.addresses();
    return addresses.stream()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .or(() -> addresses.stream().findFirst());
  }

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> each) {
    return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
  }
}

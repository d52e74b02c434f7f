package dev.parallax.agent.probe;

import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.ProberConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolver on 127.0.0.1 and authoritative name servers on further loopback addresses, all at one
 * port.
 */
final class DnsTree implements AutoCloseable {
  static final int A = 1;
  static final int NS = 2;
  static final int CNAME = 5;

  /** A response with AA. */
  static final int AUTHORITATIVE = 0x8400;

  private static final int ATTEMPTS = 20;
  private final List<DnsPeer> peers = new ArrayList<>();

  private DnsTree() {}

  /**
   * Listens.
   *
   * @param resolver the rule of the resolver
   * @param servers the rules of the name servers, by address
   */
  static DnsTree of(DnsPeer.Rule resolver, Map<String, DnsPeer.Rule> servers) throws IOException {
    for (int attempt = 1; ; attempt++) {
      var tree = new DnsTree();
      try {
        tree.peers.add(DnsPeer.of(resolver));
        for (var server : servers.entrySet()) {
          var at = new InetSocketAddress(InetAddress.ofLiteral(server.getKey()), tree.port());
          tree.peers.add(DnsPeer.at(at, server.getValue()));
        }
        return tree;
      } catch (BindException taken) {
        tree.close();
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  /**
   * A resolver with these delegations.
   *
   * @param zones the names of the name servers of each zone
   * @param addresses of each other name
   */
  static DnsPeer.Rule resolver(Map<String, List<String>> zones, Map<String, String> addresses) {
    return query -> {
      var name = query.name();
      if (query.type() == NS) {
        return List.of(
            query.reply(
                DnsReplies.NOERROR,
                zones.getOrDefault(name, List.of()).stream()
                    .map(server -> DnsPeer.named(NS, server))
                    .toArray(byte[][]::new)));
      }
      return addresses.containsKey(name)
          ? query.a(addresses.get(name))
          : List.of(query.reply(DnsReplies.NXDOMAIN));
    };
  }

  /** A name server with this address for each name; it ignores queries with RD. */
  static DnsPeer.Rule server(String address) {
    return query ->
        query.recursive()
            ? List.of()
            : List.of(
                query.asksA()
                    ? query.reply(AUTHORITATIVE, DnsPeer.record(address))
                    : query.reply(AUTHORITATIVE));
  }

  int port() {
    return peers.getFirst().address().getPort();
  }

  /** The queries that name servers received, without those to the resolver. */
  int serverQueries() {
    return peers.stream().skip(1).mapToInt(peer -> peer.queries.get()).sum();
  }

  int resolverQueries() {
    return peers.getFirst().queries.get();
  }

  ResolverConfiguration configuration() {
    return ResolverConfiguration.of(peers.getFirst().address());
  }

  Prober prober(Policy policy) {
    return new Prober(
        new ProberConfig(Optional.empty(), configuration(), HostsFile.EMPTY, List.of(), port()),
        policy,
        SendingBudget.ample(),
        Clock.systemUTC());
  }

  @Override
  public void close() throws IOException {
    for (var peer : peers) {
      peer.close();
    }
  }
}

package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.delay.OwnDelay;
import dev.parallax.agent.dns.Asker;
import dev.parallax.agent.dns.Resolved;
import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.dns.zone.ZoneAccess;
import dev.parallax.agent.dns.zone.ZoneResolution;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.ClientSubnets;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.ClientSubnet;
import dev.parallax.model.endpoint.Resolver.Transport;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** EDNS client subnet (RFC 7871) towards the authoritative name servers. */
@ExtendWith(Leaks.class)
class ClientSubnetTest {
  private static final Duration STEP = Duration.ofSeconds(6);
  private static final String SERVER = "127.0.0.2";
  private static final String NEAR = "127.0.0.7";
  private static final String STALE = "127.0.0.8";

  /** The zone has another address for clients of one network. */
  @Test
  void zoneAnswersBySubnet_eachAnswerHasItsSubnet() throws Exception {
    var resolver =
        DnsTree.resolver(
            Map.of("example.com", List.of("ns.example.net")), Map.of("ns.example.net", SERVER));
    DnsPeer.Rule geographic =
        query ->
            DnsTree.server(
                    query.clientSubnet().equals(Optional.of("198.51.100.0/24")) ? STALE : NEAR)
                .answer(query);
    try (var tree = DnsTree.of(resolver, Map.of(SERVER, geographic))) {
      var resolved = resolve(tree, List.of(ClientSubnet.of(InetAddress.ofLiteral("198.51.100.9"))));
      assertEquals(
          List.of(InetAddress.ofLiteral(NEAR)), resolved.addresses(), "of the queries without it");
      var answers = resolved.step().trace().zone();
      assertEquals(2, answers.size(), answers::toString);
      assertEquals(Optional.empty(), answers.getFirst().clientSubnet());
      assertEquals(Optional.of("198.51.100.0/24"), answers.getLast().clientSubnet());
      assertEquals(List.of(InetAddress.ofLiteral(STALE)), answers.getLast().addresses());
    }
  }

  @Test
  void ipv6_isShortenedTo56Bits() {
    assertEquals(
        "2001:db8:1:ff00:0:0:0:0/56",
        ClientSubnet.of(InetAddress.ofLiteral("2001:db8:1:ffaa::7")).word());
  }

  @Test
  void privateResolver_isNotSent_andAPublicResolverIs() {
    var words = subnets("10.0.0.53").stream().map(ClientSubnet::word).toList();
    assertTrue(words.stream().noneMatch(word -> word.startsWith("10.")), words::toString);
    assertTrue(
        subnets("9.9.9.9").contains(ClientSubnet.of(InetAddress.ofLiteral("9.9.9.0"))),
        words::toString);
  }

  private static List<ClientSubnet> subnets(String resolver) {
    var at = new InetSocketAddress(InetAddress.ofLiteral(resolver), 53);
    return ClientSubnets.of(
        new ProberConfig(
            Optional.empty(), ResolverConfiguration.of(at), HostsFile.EMPTY, List.of()));
  }

  private static Resolved resolve(DnsTree tree, List<ClientSubnet> subnets) throws Exception {
    var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try {
      var loop = group.next();
      var own = new OwnDelay(loop);
      var random = RandomGenerator.getDefault();
      var access =
          new ZoneAccess(
              tree.configuration(),
              new Gate(Probes.LOCAL, SendingBudget.ample()),
              permit ->
                  new Asker(
                      loop,
                      own,
                      permit,
                      Optional.empty(),
                      List.of(),
                      Clock.systemUTC(),
                      random,
                      Runnable::run),
              loop,
              random,
              STEP,
              tree.port(),
              subnets);
      return CompletableFuture.runAsync(() -> {}, loop)
          .thenComposeAsync(
              ready -> new ZoneResolution(access, Transport.UDP, Probes.HOST).run(), loop)
          .get(20, TimeUnit.SECONDS);
    } finally {
      group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
    }
  }
}

package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.Scheme;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Probes of the agent's own host on each of its addresses, and of a range it did not allow. */
public final class OwnAddresses extends PlanAttack {
  private final Map<InetAddress, Sink> sinks = new LinkedHashMap<>();

  public OwnAddresses(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "own-addresses");
    var addresses = new ArrayList<>(own());
    addresses.add(InetAddress.ofLiteral("127.0.0.1"));
    addresses.add(InetAddress.ofLiteral("127.251.0.1"));
    for (var address : addresses) {
      sinks.put(address, Sink.listen(address, 0));
    }
  }

  private static List<InetAddress> own() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(network -> !network.getName().equals("lo"))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    var probes = new ArrayList<ProbeSpec>();
    sinks.forEach(
        (address, sink) ->
            probes.add(
                HostilePlans.probe(
                        address.getHostAddress(), address, sink.port(), Scheme.SCHEME_HTTP)
                    .build()));
    coordinator()
        .assign(
            sweep(),
            HostilePlans.plan(HostilePlans.MILLISECOND, probes).build(),
            Duration.ofSeconds(5),
            List.of());
    coordinator().awaitFinished(sweep(), PATIENCE);
    return "probes of " + sinks.size() + " addresses of the agent's host";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    int reached = sinks.values().stream().mapToInt(Sink::connections).sum();
    return finding(reached == 0, reached + " connections reached it");
  }

  @Override
  public void close() {
    sinks.values().forEach(Sink::close);
  }
}

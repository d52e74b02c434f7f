package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** 400 ports of one address, four trials each, 1,000 trials a second. */
public final class PortScan extends PlanAttack {
  private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.250.0.3");
  private static final int PORTS = 400;
  private static final int TRIALS = 4;
  private static final Duration WATCHED = Duration.ofSeconds(6);

  private final List<Sink> sinks = new ArrayList<>();

  public PortScan(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "port-scan");
    for (int port = 0; port < PORTS; port++) {
      sinks.add(Sink.listen(ALLOWED, 0));
    }
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    var probes = new ArrayList<ProbeSpec>();
    for (var sink : sinks) {
      probes.add(
          HostilePlans.probe("scan.test", ALLOWED, sink.port(), Scheme.SCHEME_HTTP)
              .setTarget("http://scan.test")
              .setTrials(TRIALS)
              .build());
    }
    coordinator()
        .assign(
            sweep(),
            HostilePlans.plan(HostilePlans.MILLISECOND, probes).build(),
            WATCHED,
            List.of());
    coordinator().awaitFinished(sweep(), WATCHED.plusSeconds(3));
    return PORTS + " ports of one address, " + TRIALS + " trials each";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    int connections = sinks.stream().mapToInt(Sink::connections).sum();
    long ports = sinks.stream().filter(sink -> sink.connections() > 0).count();
    return finding(
        TargetBudget.holds(connections, WATCHED.plusSeconds(3)),
        "%d connections to %d ports".formatted(connections, ports));
  }

  @Override
  public void close() {
    sinks.forEach(Sink::close);
  }
}

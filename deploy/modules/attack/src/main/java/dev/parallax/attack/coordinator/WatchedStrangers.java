package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Requests a watch of a port that no target declares, while a visitor connects. */
public final class WatchedStrangers extends PlanAttack {
  private static final InetAddress VISITED = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.250.0.6");
  private static final int VISITS = 5;

  private final Sink visited;
  private final Sink target;

  public WatchedStrangers(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "watch-ports");
    visited = Sink.listen(VISITED, 0);
    target = Sink.listen(ALLOWED, 0);
  }

  @Override
  public String launch(Installation at) throws IOException, InterruptedException {
    var probe =
        HostilePlans.probe("watch.test", ALLOWED, target.port(), Scheme.SCHEME_TLS)
            .setTrials(4)
            .build();
    var second = com.google.protobuf.Duration.newBuilder().setSeconds(1).build();
    coordinator()
        .assign(
            sweep(),
            HostilePlans.plan(second, List.of(probe)).build(),
            Duration.ofSeconds(8),
            List.of(visited.port()));
    for (int visit = 0; visit < VISITS; visit++) {
      visit();
      Thread.sleep(600);
    }
    coordinator().awaitFinished(sweep(), PATIENCE);
    coordinator().collectSightings(sweep());
    Thread.sleep(1_000);
    return "a port to watch, " + VISITS + " visitors who are not part of a sweep";
  }

  private void visit() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(VISITED, visited.port()), 1_000);
      socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 3});
    }
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    int seen = coordinator().reported(sweep()).sightings();
    return finding(seen == 0, seen + " visitors reported");
  }

  @Override
  public void close() {
    visited.close();
    target.close();
  }
}

package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A plan of ten trials a second for an hour; the coordinator disappears after its start. */
public final class Vanishing extends PlanAttack {
  private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.250.0.5");
  private static final int TRIALS = 700;
  private static final Duration HOUR = Duration.ofHours(1);

  /** An agent continues for 30 s without its coordinator, in case the link returns. */
  private static final Duration GRACE = Duration.ofSeconds(33);

  private static final Duration WATCHED = Duration.ofSeconds(42);

  private final Sink sink;
  private long goneAt;
  private int before;
  private long after;

  public Vanishing(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "vanish");
    sink = Sink.listen(ALLOWED, 0);
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    var probe =
        HostilePlans.probe("gone.test", ALLOWED, sink.port(), Scheme.SCHEME_TLS)
            .setTrials(TRIALS)
            .build();
    var spacing = com.google.protobuf.Duration.newBuilder().setNanos(100_000_000).build();
    coordinator()
        .assign(sweep(), HostilePlans.plan(spacing, List.of(probe)).build(), HOUR, List.of());
    TimeUnit.SECONDS.sleep(3);
    coordinator().vanish();
    goneAt = System.nanoTime();
    before = sink.connections();
    TimeUnit.NANOSECONDS.sleep(WATCHED.toNanos());
    after = sink.connectionsAfter(goneAt + GRACE.toNanos());
    return "a plan of one hour; the coordinator disconnects after 3 s";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return finding(
        before > 0 && after == 0,
        "%d connections before, %d later than %d s after"
            .formatted(before, after, GRACE.toSeconds()));
  }

  @Override
  public void close() {
    sink.close();
  }
}

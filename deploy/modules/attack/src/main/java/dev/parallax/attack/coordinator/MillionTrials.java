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
import java.util.List;

/** A plan of a million trials with a deadline of a year, a thousand of them a second. */
public final class MillionTrials extends PlanAttack {
  private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.250.0.2");
  private static final int TRIALS = 1_000_000;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration WATCHED = Duration.ofSeconds(6);
  private static final Duration ANSWERED = Duration.ofSeconds(15);

  private final Sink sink;
  private boolean finished;
  private boolean connected;

  public MillionTrials(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "million-trials");
    sink = Sink.listen(ALLOWED, 0);
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    coordinator()
        .assign(
            sweep(),
            HostilePlans.plan(HostilePlans.MILLISECOND, List.of(probe(TRIALS))).build(),
            YEAR,
            List.of());
    finished = coordinator().awaitFinished(sweep(), WATCHED);
    // An ordinary plan with one trial: a working agent finishes it.
    var ordinary = HostilePlans.plan(HostilePlans.MILLISECOND, List.of(probe(1))).build();
    coordinator().assign(sweep() + "1", ordinary, Duration.ofSeconds(5), List.of());
    connected = coordinator().awaitFinished(sweep() + "1", ANSWERED);
    return "a plan of 1,000,000 trials, its deadline a year";
  }

  private ProbeSpec probe(int trials) {
    return HostilePlans.probe("many.test", ALLOWED, sink.port(), Scheme.SCHEME_TLS)
        .setTrials(trials)
        .build();
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return finding(
        connected && TargetBudget.holds(sink.connections(), WATCHED),
        "%d connections in %d s%s%s"
            .formatted(
                sink.connections(),
                WATCHED.toSeconds(),
                connected ? "" : ", the agent answers no more",
                finished ? "" : ", plan not ended"));
  }

  @Override
  public void close() {
    sink.close();
  }
}

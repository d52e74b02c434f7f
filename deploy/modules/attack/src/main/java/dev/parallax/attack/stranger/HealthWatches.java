package dev.parallax.attack.stranger;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;

/** 2,000 calls of {@code grpc.health.v1.Health/Watch} on one connection. */
public final class HealthWatches implements Attack {
  private static final int WATCHES = 2_000;

  private int sent;
  private int held;
  private int refused;
  private boolean cut;

  @Override
  public String name() {
    return "stranger/health-watch";
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    try (var connection = Http2Connection.open(at.coordinatorAddress(), Strangers.OTHER_SOURCE)) {
      try {
        for (; sent < WATCHES && !connection.closed() && !connection.goaway(); sent++) {
          int stream = 1 + 2 * sent;
          connection.call(stream, "/grpc.health.v1.Health/Watch");
          connection.endingData(stream, new byte[5]);
          connection.flush();
        }
      } catch (IOException closed) {
        cut = true;
      }
      Thread.sleep(2_000);
      cut |= connection.closed() || connection.goaway();
      // A refusal has only headers, a watch that is served has data.
      held = connection.data();
      refused = connection.headers() - held;
    } catch (IOException refusedAtOnce) {
      cut = true;
    }
    return "%,d health watches".formatted(sent);
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(
        sent > 0 && held == 0,
        "%d served, %d refused%s".formatted(held, refused, cut ? ", connection cut" : ""));
  }
}

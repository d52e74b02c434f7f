package dev.parallax.attack.stranger;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** 120 calls of {@code Enrol}, each with most of a message of 4 MB, without an end. */
public final class HeldEnrolments implements Attack {
  private static final int STREAMS = 120;
  private static final int EACH_CONNECTION = 10;
  private static final int MESSAGE = 4_000_000;
  private static final int CHUNK = 16_000;
  private static final int CHUNKS = 4;

  private final List<Http2Connection> connections = new ArrayList<>();
  private int refused;

  @Override
  public String name() {
    return "stranger/enrolments";
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    int streams = 0;
    for (int i = 0; i < STREAMS / EACH_CONNECTION; i++) {
      try {
        var connection = Http2Connection.open(at.coordinatorAddress());
        connections.add(connection);
        streams += hold(connection);
      } catch (IOException closed) {
        refused++;
      }
    }
    Thread.sleep(at.span().toMillis() / 2);
    return streams + " enrolments begun with up to 64 KB of a message of 4 MB, and held";
  }

  private static int hold(Http2Connection connection) throws IOException {
    for (int i = 0; i < EACH_CONNECTION; i++) {
      int stream = 1 + 2 * i;
      connection.call(stream, "/parallax.v1.EnrolmentService/Enrol");
      connection.data(stream, prefix());
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        connection.data(stream, new byte[CHUNK]);
      }
      connection.flush();
    }
    return EACH_CONNECTION;
  }

  /** Of a message of 4 MB (gRPC over HTTP/2, Length-Prefixed-Message). */
  private static byte[] prefix() {
    return new byte[] {
      0, (byte) (MESSAGE >> 24), (byte) (MESSAGE >> 16), (byte) (MESSAGE >> 8), (byte) MESSAGE
    };
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    long cut = connections.stream().filter(Http2Connection::closed).count();
    int resets = connections.stream().mapToInt(Http2Connection::resets).sum();
    int answered = connections.stream().mapToInt(Http2Connection::headers).sum();
    return AttackResult.of(
        cut + refused > 0 || resets + answered >= STREAMS / 2,
        "%d connections refused, %d cut, %d streams ended by the server"
            .formatted(refused, cut, resets + answered));
  }

  @Override
  public void close() {
    connections.forEach(Http2Connection::close);
  }
}

package dev.parallax.evaluate.network;

import dev.parallax.model.failure.FailureWord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of a healthy server and its host for unusual requests.
 *
 * @param foreign for a foreign name; null for a handshake with its own certificate
 * @param nameless without a name
 * @param plain for a cleartext request
 * @param otherPort for a SYN to port 80; null for open
 * @param slow processing time before the answer, in seconds
 */
public record ServerBehaviour(
    @Nullable ConnectionFailure foreign,
    @Nullable ConnectionFailure nameless,
    ConnectionFailure plain,
    @Nullable ConnectionFailure otherPort,
    boolean quic,
    boolean echo,
    boolean tls12,
    boolean tls13,
    boolean rsa,
    Set<String> refused,
    double slow) {

  public static ServerBehaviour drawn(SeededRandom draw) {
    boolean tls12 = !draw.chance(0.06);
    return new ServerBehaviour(
        switch (draw.weighted(78, 14, 4, 4)) {
          case 1 -> ConnectionFailure.alert(112, 0);
          case 2 -> ConnectionFailure.tls(FailureWord.RESET_AFTER_HELLO, 0);
          case 3 -> ConnectionFailure.tls(FailureWord.EOF_AFTER_HELLO, 0);
          default -> null;
        },
        switch (draw.weighted(82, 10, 4, 4)) {
          case 1 -> ConnectionFailure.alert(112, 0);
          case 2 -> ConnectionFailure.alert(40, 0);
          case 3 -> ConnectionFailure.tls(FailureWord.EOF_AFTER_HELLO, 0);
          default -> null;
        },
        draw.chance(0.8)
            ? ConnectionFailure.status(400, 0)
            : ConnectionFailure.http(FailureWord.HTTP_EOF, 0),
        switch (draw.weighted(75, 12, 13)) {
          case 1 -> ConnectionFailure.tcp(FailureWord.CONNECTION_REFUSED, 0);
          case 2 -> ConnectionFailure.SYN_LOST;
          default -> null;
        },
        draw.chance(0.4),
        draw.chance(0.8),
        tls12,
        !tls12 || draw.chance(0.93),
        draw.chance(0.5),
        Set.of(),
        draw.chance(0.06) ? draw.between(0.5, 3.0) : draw.between(0.0, 0.05));
  }
}

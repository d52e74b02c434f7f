package dev.parallax.evaluate;

import dev.parallax.model.FailureWord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a sound server, and the host it is on, answers what is not quite a request of its own.
 *
 * @param foreign to another's name; null for a handshake with a certificate of its own
 * @param nameless to no name
 * @param plain to a request in the clear
 * @param otherPort to a SYN at port 80; null for open
 * @param slow seconds it thinks before it answers
 */
record Manners(
    @Nullable Fate foreign,
    @Nullable Fate nameless,
    Fate plain,
    @Nullable Fate otherPort,
    boolean quic,
    boolean echo,
    boolean tls12,
    boolean tls13,
    boolean rsa,
    Set<String> refused,
    double slow) {

  static Manners drawn(Draw draw) {
    boolean tls12 = !draw.chance(0.06);
    return new Manners(
        switch (draw.weighted(78, 14, 4, 4)) {
          case 1 -> Fate.alert(112, 0);
          case 2 -> Fate.tls(FailureWord.RESET_AFTER_HELLO, 0);
          case 3 -> Fate.tls(FailureWord.EOF_AFTER_HELLO, 0);
          default -> null;
        },
        switch (draw.weighted(82, 10, 4, 4)) {
          case 1 -> Fate.alert(112, 0);
          case 2 -> Fate.alert(40, 0);
          case 3 -> Fate.tls(FailureWord.EOF_AFTER_HELLO, 0);
          default -> null;
        },
        draw.chance(0.8) ? Fate.status(400, 0) : Fate.http(FailureWord.HTTP_EOF, 0),
        switch (draw.weighted(75, 12, 13)) {
          case 1 -> Fate.tcp(FailureWord.CONNECTION_REFUSED, 0);
          case 2 -> Fate.SYN_LOST;
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

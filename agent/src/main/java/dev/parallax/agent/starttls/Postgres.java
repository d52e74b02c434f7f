package dev.parallax.agent.starttls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.model.value.Bytes;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/** SSLRequest and its one-letter answer (PostgreSQL's protocol, "SSL Session Encryption"). */
final class Postgres implements Dialogue {
  private static final int SSL_REQUEST = 80877103;
  private static final int HEAD = 5;

  @Override
  public Move opening() {
    return new Move.Say(Bytes.copyOf(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array()));
  }

  @Override
  public Move hear(Inbox inbox) {
    if (inbox.size() == 0) {
      return Move.LISTEN;
    }
    return switch (inbox.at(0)) {
      case 'S' -> secure(inbox);
      case 'N' -> new Move.Refused("N: this server has no TLS");
      case 'E' -> error(inbox);
      default -> new Move.Malformed("no answer to an SSLRequest");
    };
  }

  private static Move secure(Inbox inbox) {
    inbox.take(1);
    return Move.Secure.AT_ONCE;
  }

  /**
   * Its length includes itself; before protocol 3 there is no length and the text follows at once.
   */
  private static Move error(Inbox inbox) {
    if (inbox.size() < HEAD) {
      return Move.LISTEN;
    }
    inbox.take(1);
    var rest = inbox.take(inbox.size());
    int length = ByteBuffer.wrap(rest).getInt();
    boolean hasLength = length >= Integer.BYTES && length <= Inbox.LONGEST;
    return new Move.Refused("E: " + (hasLength ? message(rest) : Inbox.text(rest)));
  }

  /** The field M of an ErrorResponse, or its received part. */
  private static String message(byte[] answer) {
    var fields = new String(answer, Integer.BYTES, answer.length - Integer.BYTES, UTF_8);
    return Stream.of(fields.split("\0", -1))
        .filter(field -> field.startsWith("M"))
        .findFirst()
        .map(field -> field.substring(1))
        .orElse(fields);
  }
}

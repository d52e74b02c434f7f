package dev.parallax.agent.starttls;

import dev.parallax.model.value.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The initial handshake packet, then SSLRequest and TLS at once (MySQL's client/server protocol,
 * "Connection Phase").
 */
final class MySql implements Dialogue {
  private static final int HEAD = 4;
  private static final int VERSION_10 = 10;
  private static final int ERROR = 0xff;

  /** Thread id, first part of the challenge, filler. */
  private static final int BEFORE_CAPABILITIES = 4 + 8 + 1;

  private static final int CLIENT_SSL = 0x800;

  /** CLIENT_PROTOCOL_41, CLIENT_SSL, CLIENT_SECURE_CONNECTION, CLIENT_PLUGIN_AUTH. */
  private static final int CAPABILITIES = 0x200 | CLIENT_SSL | 0x8000 | 0x80000;

  private static final int LONGEST_PACKET = 1 << 24;
  private static final byte UTF8 = 33;
  private static final int REQUEST = 32;

  @Override
  public Move hear(Inbox inbox) {
    if (inbox.size() < HEAD) {
      return Move.LISTEN;
    }
    int length = inbox.at(0) | inbox.at(1) << 8 | inbox.at(2) << 16;
    if (length == 0 || HEAD + length > Inbox.LONGEST) {
      return new Move.Malformed("no packet of at most 4 KiB");
    }
    if (inbox.size() < HEAD + length) {
      return Move.LISTEN;
    }
    int number = inbox.at(HEAD - 1);
    inbox.take(HEAD);
    return greeted(inbox.take(length), number);
  }

  private static Move greeted(byte[] packet, int number) {
    return switch (packet[0] & 0xff) {
      case VERSION_10 -> version10(packet, number);
      case ERROR -> new Move.Refused(error(packet));
      default -> new Move.Malformed("protocol version " + (packet[0] & 0xff));
    };
  }

  private static Move version10(byte[] packet, int number) {
    int versionEnd = 1;
    while (versionEnd < packet.length && packet[versionEnd] != 0) {
      versionEnd++;
    }
    int at = versionEnd + 1 + BEFORE_CAPABILITIES;
    if (at + 2 > packet.length) {
      return new Move.Malformed("a handshake packet cut short");
    }
    int offered = (packet[at] & 0xff) | (packet[at + 1] & 0xff) << 8;
    var version = Inbox.text(Arrays.copyOfRange(packet, 1, versionEnd));
    return (offered & CLIENT_SSL) == 0
        ? new Move.Refused("CLIENT_SSL is not among the capabilities of " + version)
        : new Move.Secure(request(number + 1));
  }

  /** Code, then since 4.1 a # and five characters of SQL state, then the message. */
  private static String error(byte[] packet) {
    int code = packet.length < 3 ? 0 : (packet[1] & 0xff) | (packet[2] & 0xff) << 8;
    return code
        + " "
        + Inbox.text(Arrays.copyOfRange(packet, Math.min(3, packet.length), packet.length));
  }

  private static Bytes request(int number) {
    return Bytes.copyOf(
        ByteBuffer.allocate(HEAD + REQUEST)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(REQUEST | number << 24)
            .putInt(CAPABILITIES)
            .putInt(LONGEST_PACKET)
            .put(UTF8)
            .array());
  }
}

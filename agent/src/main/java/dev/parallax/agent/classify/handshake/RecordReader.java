package dev.parallax.agent.classify.handshake;

import dev.parallax.model.observation.TlsStep.Alert;
import java.util.Optional;

/**
 * Counts the TLS records of one direction (RFC 8446, section 5.1), keeps the last plaintext alert
 * and parses the plaintext messages of a server. Further records may be encrypted.
 */
public final class RecordReader {
  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int LONGEST = 16_384 + 2_048;

  private final byte[] header = new byte[HEADER];
  private final byte[] alertBytes = new byte[2];
  private int headerLength;
  private int payloadLength;
  private int payloadRead;
  private int records;
  private boolean broken;
  private Optional<Alert> alert = Optional.empty();
  private final boolean received;
  private final ServerFlight flight = new ServerFlight();

  /**
   * Starts before the first record.
   *
   * @param received whether this is the direction towards us
   */
  public RecordReader(boolean received) {
    this.received = received;
  }

  /** The next bytes of the stream; ignored once a header was invalid. */
  public void read(byte next) {
    if (broken) {
      return;
    }
    if (headerLength < HEADER) {
      readHeader(next);
    } else {
      readPayload(next);
    }
  }

  /** Complete records. */
  public int records() {
    return records;
  }

  public Optional<Alert> alert() {
    return alert;
  }

  /** The server's handshake; null in the direction of the client. */
  public ServerFlight flight() {
    return flight;
  }

  /** The first record is invalid: the stream is not TLS. */
  public boolean isNotTls() {
    return broken && records == 0;
  }

  /** Valid records were followed by bytes that are not a record header. */
  public boolean isMalformed() {
    return broken && records > 0;
  }

  private void readHeader(byte next) {
    header[headerLength++] = next;
    broken = !plausible();
    if (headerLength == HEADER) {
      payloadLength = length();
      payloadRead = 0;
      finishIfWhole();
    }
  }

  private boolean plausible() {
    int type = header[0];
    return switch (headerLength) {
      case 1 -> type >= 20 && type <= 24;
      case 2 -> header[1] == 3;
      case 3 -> header[2] >= 0 && header[2] <= 4;
      case HEADER -> length() <= LONGEST;
      default -> true;
    };
  }

  private int length() {
    return ((header[3] & 0xff) << 8) | (header[4] & 0xff);
  }

  private void readPayload(byte next) {
    if (payloadRead < alertBytes.length) {
      alertBytes[payloadRead] = next;
    }
    if (received && header[0] == HANDSHAKE) {
      flight.read(next);
    }
    payloadRead++;
    finishIfWhole();
  }

  private void finishIfWhole() {
    if (broken || payloadRead < payloadLength) {
      return;
    }
    records++;
    headerLength = 0;
    if (header[0] == CHANGE_CIPHER_SPEC) {
      flight.changeCipherSpec();
    } else if (header[0] == ALERT && payloadLength == alertBytes.length) {
      alert = Optional.of(new Alert(alertBytes[0] & 0xff, alertBytes[1] & 0xff, received));
    }
  }
}

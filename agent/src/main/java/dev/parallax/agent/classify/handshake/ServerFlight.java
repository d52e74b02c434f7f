package dev.parallax.agent.classify.handshake;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The plaintext part of a server's handshake: in TLS 1.3 the ServerHello, before TLS 1.3 all
 * messages up to ChangeCipherSpec. The input is the payload of handshake records.
 */
public final class ServerFlight {
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int CERTIFICATE_REQUEST = 13;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int NAMED_CURVE = 3;
  private static final int HEADER = 4;
  private static final int LONGEST = 64 * 1024;

  private byte[] message = new byte[HEADER];
  private int read;
  private boolean ended;
  private boolean broken;
  private Optional<ServerHello> hello = Optional.empty();
  private Optional<Integer> group = Optional.empty();
  private List<byte[]> certificates = List.of();
  private boolean certificateRequested;
  private boolean done;
  private boolean askedAgain;

  ServerFlight() {}

  /** The next byte of a handshake record. */
  void read(byte next) {
    if (ended) {
      return;
    }
    message[read++] = next;
    if (read == HEADER) {
      begin();
    }
    if (read == message.length && read >= HEADER && !ended) {
      finish();
    }
  }

  /** The rest is encrypted, unless the server requests another ClientHello first. */
  void changeCipherSpec() {
    ended |= hello.filter(ServerHello::retry).isEmpty();
  }

  private void begin() {
    int length = ((message[1] & 0xff) << 16) | ((message[2] & 0xff) << 8) | (message[3] & 0xff);
    boolean first = hello.isEmpty();
    broken = length > LONGEST || (first && message[0] != SERVER_HELLO);
    ended = broken;
    message = ended ? message : Arrays.copyOf(message, HEADER + length);
  }

  private void finish() {
    var body = Arrays.copyOfRange(message, HEADER, message.length);
    try {
      understand(message[0], body);
    } catch (BufferUnderflowException | IllegalArgumentException nonsense) {
      broken = true;
      ended = true;
    }
    message = new byte[HEADER];
    read = 0;
  }

  private void understand(int type, byte[] body) {
    switch (type) {
      case SERVER_HELLO -> answer(ServerHello.read(body));
      case CERTIFICATE -> certificates = certificates(ByteBuffer.wrap(body));
      case SERVER_KEY_EXCHANGE -> keyExchange(ByteBuffer.wrap(body));
      case CERTIFICATE_REQUEST -> certificateRequested = true;
      case SERVER_HELLO_DONE -> done = true;
      default -> {}
    }
  }

  private void answer(ServerHello answer) {
    hello = Optional.of(answer);
    group = answer.group();
    askedAgain |= answer.retry();
    ended = answer.isTls13() && !answer.retry();
  }

  /** Elliptic curves carry their name (RFC 8422, section 5.4); finite fields do not. */
  private void keyExchange(ByteBuffer body) {
    if (body.get() == NAMED_CURVE) {
      group = Optional.of(Short.toUnsignedInt(body.getShort()));
    }
  }

  private static List<byte[]> certificates(ByteBuffer body) {
    var list = HelloFields.take(body, length(body));
    var all = new ArrayList<byte[]>();
    while (list.hasRemaining()) {
      var der = new byte[length(list)];
      list.get(der);
      all.add(der);
    }
    return all;
  }

  private static int length(ByteBuffer from) {
    return (Byte.toUnsignedInt(from.get()) << 16) | Short.toUnsignedInt(from.getShort());
  }

  /** Whether all messages of the server's first flight have arrived. */
  public boolean isWhole() {
    return done || hello.filter(ServerHello::isTls13).isPresent();
  }

  /**
   * Whether a handshake record contained no handshake message, or a message with which no server
   * begins.
   */
  public boolean isBroken() {
    return broken;
  }

  /** The server wanted another hello, with a key for the {@link #group}. */
  public boolean askedAgain() {
    return askedAgain;
  }

  /** E.g. {@code TLSv1.3}; empty before the ServerHello. */
  public String version() {
    return hello.map(answer -> TlsVersionCodes.name(answer.version())).orElse("");
  }

  /** The IANA name; empty before the ServerHello. */
  public String cipher() {
    return hello.map(answer -> CipherSuites.name(answer.cipher())).orElse("");
  }

  /** The IANA name of the key exchange group; empty when unknown. */
  public String group() {
    return group.map(Group::name).orElse("");
  }

  /** DER, leaf first; empty in TLS 1.3, which encrypts them. */
  public List<byte[]> certificates() {
    return certificates;
  }

  /**
   * Whether a request for a client certificate was observed; never in TLS 1.3, which encrypts it.
   */
  public boolean certificateRequested() {
    return certificateRequested;
  }
}

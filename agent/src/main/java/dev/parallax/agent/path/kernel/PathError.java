package dev.parallax.agent.path.kernel;

import dev.parallax.model.value.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of a socket's error queue: {@code struct sock_extended_err} (ip(7)) and the address
 * behind it.
 *
 * @param errno as in {@link Errno}: the value the socket call would have returned
 * @param icmpType of ICMP (RFC 792) or ICMPv6 (RFC 4443), by {@code origin}; 0 when local
 * @param icmpCode likewise
 * @param offender the router or host that sent the ICMP message
 * @param quoted at most 64 bytes of our own packet, as quoted by the message: for UDP the bytes
 *     after the header, for TCP the header; may be empty
 */
public record PathError(
    int errno,
    ErrorOrigin origin,
    int icmpType,
    int icmpCode,
    Optional<InetAddress> offender,
    Bytes quoted) {
  private static final int SIZE = 16;
  private static final int ORIGIN_LOCAL = 1;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  /** The origin of the error. */
  public enum ErrorOrigin {
    LOCAL,
    ICMP,
    ICMP6,
    OTHER
  }

  public PathError {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(offender);
    Objects.requireNonNull(quoted);
  }

  /** A packet of ours ran out of hops. */
  public boolean isTimeExceeded() {
    return isIcmp(11, 3);
  }

  /** A packet of ours was rejected on the path or at its end. */
  public boolean isUnreachable() {
    return isIcmp(3, 1);
  }

  /** A packet of ours arrived and no socket was listening. */
  public boolean isPortUnreachable() {
    return isUnreachable() && icmpCode == (origin == ErrorOrigin.ICMP ? 3 : 4);
  }

  static Optional<PathError> read(ByteBuffer error, Bytes quoted) {
    if (error.remaining() < SIZE) {
      return Optional.empty();
    }
    return Optional.of(
        new PathError(
            error.getInt(0),
            origin(error.get(4)),
            Byte.toUnsignedInt(error.get(5)),
            Byte.toUnsignedInt(error.get(6)),
            offender(error.slice(SIZE, error.remaining() - SIZE)),
            quoted));
  }

  private boolean isIcmp(int v4Type, int v6Type) {
    return switch (origin) {
      case ICMP -> icmpType == v4Type;
      case ICMP6 -> icmpType == v6Type;
      case LOCAL, OTHER -> false;
    };
  }

  private static Optional<InetAddress> offender(ByteBuffer address) {
    return SocketAddresses.decode(address).map(InetSocketAddress::getAddress);
  }

  private static ErrorOrigin origin(int number) {
    return switch (number) {
      case ORIGIN_LOCAL -> ErrorOrigin.LOCAL;
      case ORIGIN_ICMP -> ErrorOrigin.ICMP;
      case ORIGIN_ICMP6 -> ErrorOrigin.ICMP6;
      default -> ErrorOrigin.OTHER;
    };
  }
}

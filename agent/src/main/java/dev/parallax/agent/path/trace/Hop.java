package dev.parallax.agent.path.trace;

import dev.parallax.agent.path.kernel.PathError;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to packets with this hop limit.
 *
 * @param ttl hop limit of the packets, from 1
 * @param address the answering router or host; absent for silence
 * @param icmpType of ICMP or, for an IPv6 target, ICMPv6; {@link #NO_ICMP} without an ICMP message
 * @param icmpCode likewise
 * @param rtt from the sending to the answer; absent for silence
 */
public record Hop(
    int ttl,
    HopAnswer answer,
    Optional<InetAddress> address,
    int icmpType,
    int icmpCode,
    Optional<Duration> rtt) {
  /** Type and code without an ICMP message. */
  public static final int NO_ICMP = -1;

  /** The kind of answer. */
  public enum HopAnswer {
    SILENCE,
    /** A router reports that the packet expired. */
    TIME_EXCEEDED,
    /** A router or the target reports that the packet is not delivered. */
    UNREACHABLE,
    /** The target reports that no socket listens on the UDP port. */
    PORT_UNREACHABLE,
    /** SYN-ACK in the target's name. */
    TCP_ACCEPTED,
    /** RST in the target's name. */
    TCP_REFUSED
  }

  public Hop {
    Objects.requireNonNull(answer);
    if (ttl < 1 || ttl > 255) {
      throw new IllegalArgumentException("ttl must be 1 to 255, got: " + ttl);
    }
    if (address.isPresent() != (answer != HopAnswer.SILENCE)
        || address.isPresent() != rtt.isPresent()) {
      throw new IllegalArgumentException("an answer has an address and a time, got: " + address);
    }
  }

  static Hop silent(int ttl) {
    return new Hop(ttl, HopAnswer.SILENCE, Optional.empty(), NO_ICMP, NO_ICMP, Optional.empty());
  }

  static Hop icmp(int ttl, PathError error, Duration rtt) {
    return error
        .offender()
        .map(
            router ->
                new Hop(
                    ttl,
                    answer(error),
                    Optional.of(router),
                    error.icmpType(),
                    error.icmpCode(),
                    Optional.of(rtt)))
        .orElseGet(() -> silent(ttl));
  }

  static Hop tcp(int ttl, HopAnswer answer, InetAddress target, Duration rtt) {
    return new Hop(ttl, answer, Optional.of(target), NO_ICMP, NO_ICMP, Optional.of(rtt));
  }

  /** The path ends here, with success or failure. */
  public boolean isLast() {
    return answer != HopAnswer.SILENCE && answer != HopAnswer.TIME_EXCEEDED;
  }

  private static HopAnswer answer(PathError error) {
    if (error.isTimeExceeded()) {
      return HopAnswer.TIME_EXCEEDED;
    }
    return error.isPortUnreachable() ? HopAnswer.PORT_UNREACHABLE : HopAnswer.UNREACHABLE;
  }
}

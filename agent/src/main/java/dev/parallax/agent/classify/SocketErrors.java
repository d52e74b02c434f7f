package dev.parallax.agent.classify;

import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The Linux error number ({@code asm-generic/errno.h}) behind a throwable of the transport.
 *
 * <p>Numbers, because the text of {@code strerror} depends on the locale of the host.
 */
public final class SocketErrors {
  public static final int PERMISSION = 1;
  public static final int ACCESS = 13;
  public static final int BROKEN_PIPE = 32;
  public static final int NETWORK_DOWN = 100;
  public static final int NETWORK_UNREACHABLE = 101;
  public static final int ABORTED = 103;
  public static final int RESET = 104;
  public static final int TIMED_OUT = 110;
  public static final int REFUSED = 111;
  public static final int HOST_DOWN = 112;
  public static final int HOST_UNREACHABLE = 113;

  private static final Pattern NUMBER = Pattern.compile("failed with error\\(-?(\\d{1,4})\\)");
  private static final int[] LOCAL = {12, 22, 23, 24, 97, 98, 99, 105};

  private SocketErrors() {}

  public static OptionalInt number(Throwable cause) {
    var found = NUMBER.matcher(String.valueOf(cause.getMessage()));
    if (found.find()) {
      return OptionalInt.of(Integer.parseInt(found.group(1)));
    }
    return switch (cause) {
      case NoRouteToHostException none -> OptionalInt.of(HOST_UNREACHABLE);
      case PortUnreachableException none -> OptionalInt.of(REFUSED);
      default -> OptionalInt.empty();
    };
  }

  /**
   * Whether the fault is this host's and no information about the target: out of memory,
   * descriptors or ports, or a bind address that it does not have.
   */
  public static boolean isLocal(Throwable cause) {
    var number = number(cause);
    return number.isPresent() && Arrays.stream(LOCAL).anyMatch(local -> local == number.getAsInt());
  }

  /** The end of an established connection that this error indicates; empty for any other error. */
  public static Optional<Ending> ending(Throwable cause) {
    return switch (number(cause).orElse(0)) {
      case RESET, BROKEN_PIPE, ABORTED -> Optional.of(Ending.RESET);
      case TIMED_OUT -> Optional.of(Ending.TIMEOUT);
      case HOST_UNREACHABLE, HOST_DOWN, NETWORK_UNREACHABLE -> Optional.of(Ending.UNREACHABLE);
      default -> Optional.empty();
    };
  }
}

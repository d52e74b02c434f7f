package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;

/** Socket options with a single {@code int} value (socket(7), ip(7), ipv6(7)). */
public final class SocketOptions {
  static final int SOL_IP = 0;
  public static final int SOL_SOCKET = 1;
  static final int SOL_TCP = 6;
  static final int SOL_IPV6 = 41;
  public static final int SOL_PACKET = 263;

  public static final int SO_REUSEADDR = 2;
  public static final int SO_ERROR = 4;
  public static final int SO_RCVBUF = 8;
  static final int SO_LINGER = 13;
  public static final int SO_ATTACH_FILTER = 26;
  public static final int SO_TIMESTAMPNS = 35;
  static final int SO_DOMAIN = 39;
  static final int IP_TTL = 2;
  static final int IP_RECVERR = 11;
  static final int IPV6_UNICAST_HOPS = 16;
  static final int IPV6_RECVERR = 25;

  private SocketOptions() {}

  public static void set(int fd, int level, int name, int value) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      Libc.setsockopt(fd, level, name, arena.allocateFrom(JAVA_INT, value));
    }
  }

  public static int get(int fd, int level, int name) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      var value = arena.allocate(JAVA_INT);
      var size = arena.allocateFrom(JAVA_INT, Integer.BYTES);
      Libc.getsockopt(fd, level, name, value, size);
      return value.get(JAVA_INT, 0);
    }
  }

  /** An IPv6 socket may carry either family. */
  static boolean isIpv6(int fd) throws SystemCallException {
    return get(fd, SOL_SOCKET, SO_DOMAIN) == Fd.AF_INET6;
  }

  /** The close that follows sends RST instead of FIN. */
  public static void resetOnClose(int fd) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      Libc.setsockopt(fd, SOL_SOCKET, SO_LINGER, arena.allocateFrom(JAVA_INT, 1, 0));
    }
  }
}

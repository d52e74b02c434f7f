package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;

/** A non-blocking socket of this process that is closed once. */
public final class Fd implements AutoCloseable {
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int AF_PACKET = 17;
  public static final int SOCK_STREAM = 1;
  public static final int SOCK_DGRAM = 2;
  public static final int IPPROTO_ICMP = 1;
  public static final int IPPROTO_ICMPV6 = 58;

  private static final int NONBLOCK = 0x800;
  private static final int CLOEXEC = 0x80000;

  private final int number;

  @GuardedBy("this")
  private boolean closed;

  private Fd(int number) {
    this.number = number;
  }

  public static Fd socket(int domain, int type, int protocol) throws SystemCallException {
    return new Fd(Libc.socket(domain, type | NONBLOCK | CLOEXEC, protocol));
  }

  /** A counter that one thread writes to wake another thread that polls (eventfd(2)). */
  public static Fd event() throws SystemCallException {
    return new Fd(Libc.eventfd(0, NONBLOCK | CLOEXEC));
  }

  public int number() {
    return number;
  }

  public void bind(InetSocketAddress local) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      Libc.bind(number, SocketAddresses.encode(arena, local));
    }
  }

  public void connect(InetSocketAddress remote) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      Libc.connect(number, SocketAddresses.encode(arena, remote));
    }
  }

  public InetSocketAddress localAddress() throws SystemCallException {
    return SocketAddresses.local(number);
  }

  public void send(byte... bytes) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      Libc.send(number, arena.allocateFrom(JAVA_BYTE, bytes), 0);
    }
  }

  /** Adds one to an {@link #event}; has no effect once it is closed. */
  public synchronized void signal() {
    if (closed) {
      return;
    }
    try (var arena = Arena.ofConfined()) {
      Libc.write(number, arena.allocateFrom(JAVA_LONG, 1));
    } catch (SystemCallException full) {
      // A counter that cannot grow wakes its reader all the same.
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Libc.close(number);
    } catch (SystemCallException gone) {
      // The number is released for any result of close(2).
    }
  }
}

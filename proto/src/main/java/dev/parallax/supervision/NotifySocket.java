package dev.parallax.supervision;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * A datagram socket in the UNIX domain, which Java's channels do not support. The system calls are
 * those of section 2 of the Linux manual.
 *
 * @param address a path, or {@code @} and an abstract name, of 2 to 107 bytes
 */
record NotifySocket(String address) {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int FAMILY_BYTES = 2;
  private static final int LONGEST = 107;

  /** {@link #isAddress} permits no other form. */
  NotifySocket {
    if (!isAddress(address)) {
      throw new IllegalArgumentException(
          "expected a path or an abstract name of 2 to 107 bytes, got: " + address);
    }
  }

  static boolean isAddress(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text.startsWith("/") || text.startsWith("@")) && length >= 2 && length <= LONGEST;
  }

  /**
   * Sends one datagram.
   *
   * @throws IOException with the errno when the kernel refuses it
   */
  void send(String text) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(Calls.STATE);
      int fd = Calls.checked("socket", state, Calls.socket(state));
      try {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var message = arena.allocateFrom(JAVA_BYTE, bytes);
        Calls.checked("sendto", state, Calls.sendto(state, fd, message, destination(arena)));
      } finally {
        Calls.close(state, fd);
      }
    }
  }

  /** struct sockaddr_un, unix(7): a leading {@code @} stands for a zero byte. */
  private MemorySegment destination(Arena arena) {
    var name = address.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = address.startsWith("@");
    var segment = arena.allocate(FAMILY_BYTES + name.length + (isAbstract ? 0L : 1L));
    segment.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, segment, JAVA_BYTE, FAMILY_BYTES, name.length);
    if (isAbstract) {
      segment.set(JAVA_BYTE, FAMILY_BYTES, (byte) 0);
    }
    return segment;
  }

  /** Linked on first use: a process without a service manager has no cost. */
  private static final class Calls {
    static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET =
        handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
        handle(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
        handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    // Native access: the launchers grant it by --enable-native-access.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, FunctionDescriptor signature) {
      return LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow(name),
          signature,
          Linker.Option.captureCallState("errno"));
    }

    static int socket(MemorySegment state) {
      try {
        return (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      } catch (Throwable impossible) {
        throw new IllegalStateException("socket", impossible);
      }
    }

    static int sendto(MemorySegment state, int fd, MemorySegment message, MemorySegment to) {
      try {
        return (int)
            (long)
                SENDTO.invokeExact(
                    state, fd, message, message.byteSize(), MSG_NOSIGNAL, to, (int) to.byteSize());
      } catch (Throwable impossible) {
        throw new IllegalStateException("sendto", impossible);
      }
    }

    static void close(MemorySegment state, int fd) {
      try {
        int _ = (int) CLOSE.invokeExact(state, fd);
      } catch (Throwable impossible) {
        throw new IllegalStateException("close", impossible);
      }
    }

    static int checked(String call, MemorySegment state, int result) throws IOException {
      if (result < 0) {
        throw new IOException(call + " failed with errno " + (int) ERRNO.get(state, 0L));
      }
      return result;
    }
  }
}

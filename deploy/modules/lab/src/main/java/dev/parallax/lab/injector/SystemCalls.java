package dev.parallax.lab.injector;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The system calls that sockets Java does not have need; a failure carries its errno. */
final class SystemCalls {
  static final int ENOBUFS = 105;
  private static final int EINTR = 4;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle BIND =
      handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECV =
      handle("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle SENDTO =
      handle(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

  private SystemCalls() {}

  static int socket(int domain, int type, int protocol) throws IOException {
    return (int) call("socket", state -> (int) SOCKET.invokeExact(state, domain, type, protocol));
  }

  static void bind(int socket, byte[] address) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var at = bytes(arena, address);
      call("bind", state -> (int) BIND.invokeExact(state, socket, at, address.length));
    }
  }

  /** Waits for a message; returns how many bytes of the segment it fills. */
  static int recv(int socket, MemorySegment into) throws IOException {
    long size = into.byteSize();
    return (int) call("recv", state -> (long) RECV.invokeExact(state, socket, into, size, 0));
  }

  static void send(int socket, byte[] message, byte[] address) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var from = bytes(arena, message);
      var to = bytes(arena, address);
      long size = message.length;
      call(
          "sendto",
          state -> (long) SENDTO.invokeExact(state, socket, from, size, 0, to, address.length));
    }
  }

  private static MemorySegment bytes(Arena arena, byte[] content) {
    var segment = arena.allocate(Math.max(1, content.length), Integer.BYTES);
    return segment.copyFrom(MemorySegment.ofArray(content));
  }

  /** One downcall. */
  private interface Downcall {
    long invoke(MemorySegment state) throws Throwable;
  }

  private static long call(String name, Downcall call) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(Linker.Option.captureStateLayout());
      long result = invoke(name, call, state);
      while (result < 0 && (int) ERRNO.get(state, 0L) == EINTR) {
        result = invoke(name, call, state);
      }
      if (result < 0) {
        throw new KernelRefusal(name, (int) ERRNO.get(state, 0L));
      }
      return result;
    }
  }

  private static long invoke(String name, Downcall call, MemorySegment state) {
    try {
      return call.invoke(state);
    } catch (Throwable ours) {
      throw new IllegalStateException("a wrong description of " + name, ours);
    }
  }

  @SuppressWarnings("restricted") // The only place that enters native code.
  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, KEEP_ERRNO);
  }

  /** A call the kernel refused. */
  static final class KernelRefusal extends IOException {
    private static final long serialVersionUID = 1;
    private final int errno;

    KernelRefusal(String call, int errno) {
      super(call + ": errno " + errno);
      this.errno = errno;
    }

    int errno() {
      return errno;
    }
  }
}

package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls of section 2 of the Linux manual that sockets need. Each returns the result of
 * the call; a result below zero is thrown with its errno. An interrupted call is repeated.
 */
public final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = ints("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = ints("close", JAVA_INT);
  private static final MethodHandle BIND = ints("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT = ints("connect", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME = ints("getsockname", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      ints("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      ints("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle POLL = ints("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle EVENTFD = ints("eventfd", JAVA_INT, JAVA_INT);
  private static final MethodHandle WRITE = longs("write", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle SEND = longs("send", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECVMSG = longs("recvmsg", JAVA_INT, ADDRESS, JAVA_INT);

  private static final MethodHandle ADJTIMEX = ints("adjtimex", ADDRESS);

  private Libc() {}

  static int socket(int domain, int type, int protocol) throws SystemCallException {
    return (int) call("socket", state -> (int) SOCKET.invokeExact(state, domain, type, protocol));
  }

  /** Never repeated: Linux releases the number even when a signal interrupts. */
  public static void close(int fd) throws SystemCallException {
    once("close", state -> (int) CLOSE.invokeExact(state, fd));
  }

  public static void bind(int fd, MemorySegment address) throws SystemCallException {
    int size = (int) address.byteSize();
    call("bind", state -> (int) BIND.invokeExact(state, fd, address, size));
  }

  /** For a TCP socket that does not block this throws {@code EINPROGRESS}. */
  static void connect(int fd, MemorySegment address) throws SystemCallException {
    int size = (int) address.byteSize();
    once("connect", state -> (int) CONNECT.invokeExact(state, fd, address, size));
  }

  static void getsockname(int fd, MemorySegment address, MemorySegment size)
      throws SystemCallException {
    call("getsockname", state -> (int) GETSOCKNAME.invokeExact(state, fd, address, size));
  }

  public static void setsockopt(int fd, int level, int name, MemorySegment value)
      throws SystemCallException {
    int size = (int) value.byteSize();
    call("setsockopt", state -> (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, size));
  }

  public static void getsockopt(
      int fd, int level, int name, MemorySegment value, MemorySegment size)
      throws SystemCallException {
    call("getsockopt", state -> (int) GETSOCKOPT.invokeExact(state, fd, level, name, value, size));
  }

  static int poll(MemorySegment entries, long count, int millis) throws SystemCallException {
    return (int) once("poll", state -> (int) POLL.invokeExact(state, entries, count, millis));
  }

  static int eventfd(int initial, int flags) throws SystemCallException {
    return (int) call("eventfd", state -> (int) EVENTFD.invokeExact(state, initial, flags));
  }

  static void write(int fd, MemorySegment bytes) throws SystemCallException {
    call("write", state -> (long) WRITE.invokeExact(state, fd, bytes, bytes.byteSize()));
  }

  static void send(int fd, MemorySegment bytes, int flags) throws SystemCallException {
    call("send", state -> (long) SEND.invokeExact(state, fd, bytes, bytes.byteSize(), flags));
  }

  static long recvmsg(int fd, MemorySegment message, int flags) throws SystemCallException {
    return call("recvmsg", state -> (long) RECVMSG.invokeExact(state, fd, message, flags));
  }

  static void adjtimex(MemorySegment state) throws SystemCallException {
    call("adjtimex", handle -> (int) ADJTIMEX.invokeExact(handle, state));
  }

  /** One downcall. */
  public interface Downcall {
    long invoke(MemorySegment state) throws Throwable;
  }

  public static long call(String name, Downcall call) throws SystemCallException {
    while (true) {
      try {
        return once(name, call);
      } catch (SystemCallException failed) {
        if (failed.errno() != Errno.EINTR) {
          throw failed;
        }
      }
    }
  }

  /** A handle of a function with these arguments that returns an {@code int}. */
  public static MethodHandle ints(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle longs(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  @SuppressWarnings("restricted") // The only place that enters native code.
  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, KEEP_ERRNO);
  }

  private static long once(String name, Downcall call) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      long result = invoke(name, call, state);
      if (result < 0) {
        throw new SystemCallException(name, (int) ERRNO.get(state, 0L));
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
}

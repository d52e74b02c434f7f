package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One {@code struct msghdr} with buffers for a name, a payload and control messages (recvmsg(2)),
 * reused for each message. Layout of 64-bit Linux.
 */
public final class Incoming implements AutoCloseable {
  static final int MSG_ERRQUEUE = 0x2000;

  /** Makes the call return the full length of a truncated packet. */
  public static final int MSG_TRUNC = 0x20;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 8;
  private static final int VECTOR = 16;
  private static final int VECTOR_LENGTH = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int FLAGS = 48;
  private static final int HEADER_SIZE = 56;

  private static final int NAME_SIZE = 128;
  private static final int CONTROL_SIZE = 512;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment header = arena.allocate(HEADER_SIZE, 8);
  private final MemorySegment name = arena.allocate(NAME_SIZE, 8);
  private final MemorySegment control = arena.allocate(CONTROL_SIZE, 8);
  private final MemorySegment payload;
  private long length;

  /** Used by the thread that created it only. */
  public Incoming(int payloadSize) {
    payload = arena.allocate(payloadSize, 8);
    var vector = arena.allocate(16, 8);
    vector.set(ADDRESS, 0, payload);
    vector.set(JAVA_LONG, 8, payloadSize);
    header.set(ADDRESS, NAME, name);
    header.set(ADDRESS, VECTOR, vector);
    header.set(JAVA_LONG, VECTOR_LENGTH, 1);
    header.set(ADDRESS, CONTROL, control);
  }

  /** Receives the next message; false when none is queued. */
  public boolean receive(int fd, int flags) throws SystemCallException {
    header.set(JAVA_INT, NAME_LENGTH, NAME_SIZE);
    header.set(JAVA_LONG, CONTROL_LENGTH, CONTROL_SIZE);
    header.set(JAVA_INT, FLAGS, 0);
    try {
      length = Libc.recvmsg(fd, header, flags);
      return true;
    } catch (SystemCallException failed) {
      if (failed.errno() == Errno.EAGAIN) {
        return false;
      }
      throw failed;
    }
  }

  /** The original length of the message, which may exceed the received bytes. */
  long length() {
    return length;
  }

  /** The received part of the payload. */
  public byte[] payload() {
    long kept = Math.min(length, payload.byteSize());
    return payload.asSlice(0, kept).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The peer's {@code sockaddr}, in the machine's order. */
  public ByteBuffer name() {
    int size = Math.clamp(header.get(JAVA_INT, NAME_LENGTH), 0, NAME_SIZE);
    return name.asSlice(0, size).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  public List<ControlMessage> controls() {
    long size = Math.clamp(header.get(JAVA_LONG, CONTROL_LENGTH), 0, CONTROL_SIZE);
    return ControlMessage.readAll(control.asSlice(0, size).asByteBuffer());
  }

  @Override
  public void close() {
    arena.close();
  }
}

package dev.parallax.agent.path.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code struct cmsghdr} (cmsg(3)) of 64-bit Linux: length with header (8 bytes), level, type,
 * then data up to the next multiple of eight.
 *
 * @param data in native byte order, from position 0
 */
public record ControlMessage(int level, int type, ByteBuffer data) {
  private static final int HEADER = 16;
  private static final int ALIGNMENT = 8;

  /** Ends at the first message that would reach beyond the buffer. */
  static List<ControlMessage> readAll(ByteBuffer area) {
    var messages = new ArrayList<ControlMessage>();
    var bytes = area.slice().order(ByteOrder.nativeOrder());
    while (bytes.remaining() >= HEADER) {
      int start = bytes.position();
      long length = bytes.getLong(start);
      if (length < HEADER || length > bytes.remaining()) {
        break;
      }
      messages.add(read(bytes.slice(start, (int) length).order(ByteOrder.nativeOrder())));
      bytes.position(Math.min(start + align((int) length), bytes.limit()));
    }
    return List.copyOf(messages);
  }

  public boolean is(int level, int type) {
    return this.level == level && this.type == type;
  }

  private static ControlMessage read(ByteBuffer message) {
    var data = message.slice(HEADER, message.limit() - HEADER).order(ByteOrder.nativeOrder());
    return new ControlMessage(message.getInt(8), message.getInt(12), data);
  }

  private static int align(int length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }
}

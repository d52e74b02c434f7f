package dev.parallax.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A capture file written byte by byte, as pcap-savefile(5) has it. */
public final class CaptureFile {
  public static final int SYN = 0x02;
  public static final int SYN_ACK = 0x12;
  public static final int ACK = 0x10;

  /** The part of a frame within a snapshot length of 128. */
  private static final int KEPT = 128;

  private final ByteOrder order;
  private final int nanosPerUnit;
  private final boolean ethernet;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public CaptureFile(ByteOrder order, int nanosPerUnit, boolean ethernet) {
    this.order = order;
    this.nanosPerUnit = nanosPerUnit;
    this.ethernet = ethernet;
    bytes.writeBytes(
        buffer(24)
            .putInt(nanosPerUnit == 1 ? 0xa1b23c4d : 0xa1b2c3d4)
            .putShort((short) 2)
            .putShort((short) 4)
            .putLong(0)
            .putInt(KEPT)
            .putInt(ethernet ? 1 : 101)
            .array());
  }

  public CaptureFile tcp(long nanos, int source, int destination, int flags, int payload) {
    int whole = 20 + 32 + payload;
    var packet = ByteBuffer.allocate(whole);
    packet.put(0, (byte) 0x45).putShort(2, (short) whole).put(9, (byte) 6);
    packet.putShort(20, (short) source).putShort(22, (short) destination);
    // A header of 32 bytes: with the timestamps every segment on loopback has.
    packet.put(32, (byte) 0x80).put(33, (byte) flags);
    return frame(nanos, 0x0800, packet.array());
  }

  public CaptureFile frame(long nanos, int etherType, byte[] packet) {
    var frame = ByteBuffer.allocate((ethernet ? 14 : 0) + packet.length);
    if (ethernet) {
      frame.putShort(12, (short) etherType).position(14);
    }
    frame.put(packet);
    int kept = Math.min(KEPT, frame.capacity());
    bytes.writeBytes(
        buffer(16)
            .putInt((int) (nanos / 1_000_000_000))
            .putInt((int) (nanos % 1_000_000_000) / nanosPerUnit)
            .putInt(kept)
            .putInt(frame.capacity())
            .array());
    bytes.write(frame.array(), 0, kept);
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }
}

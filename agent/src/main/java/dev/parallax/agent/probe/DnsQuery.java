package dev.parallax.agent.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.dns.DnsRecordType;
import java.nio.charset.StandardCharsets;

/**
 * One question as a message (RFC 1035, section 4): recursion desired, AD set so that the resolver
 * says whether it validated (RFC 6840, section 5.7), EDNS0 without options (RFC 6891).
 */
record DnsQuery(int id, String name, DnsRecordType type) {
  private static final int RECURSION_DESIRED_AND_AD = 0x0120;
  private static final int CLASS_IN = 1;
  private static final int TYPE_OPT = 41;
  private static final int UDP_PAYLOAD = 1232;

  ByteBuf encode(ByteBufAllocator allocator) {
    var message = allocator.buffer(64 + name.length());
    message.writeShort(id).writeShort(RECURSION_DESIRED_AND_AD);
    message.writeShort(1).writeShort(0).writeShort(0).writeShort(1);
    writeName(message);
    message.writeShort(type.intValue()).writeShort(CLASS_IN);
    return message
        .writeByte(0)
        .writeShort(TYPE_OPT)
        .writeShort(UDP_PAYLOAD)
        .writeInt(0)
        .writeShort(0);
  }

  /** Preceded by its length, as over TCP (RFC 1035, section 4.2.2). */
  ByteBuf encodeWithLength(ByteBufAllocator allocator) {
    var message = encode(allocator);
    try {
      return allocator
          .buffer(2 + message.readableBytes())
          .writeShort(message.readableBytes())
          .writeBytes(message);
    } finally {
      message.release();
    }
  }

  private void writeName(ByteBuf message) {
    for (var label : name.split("\\.", -1)) {
      var bytes = label.getBytes(StandardCharsets.US_ASCII);
      message.writeByte(bytes.length).writeBytes(bytes);
    }
    message.writeByte(0);
  }
}

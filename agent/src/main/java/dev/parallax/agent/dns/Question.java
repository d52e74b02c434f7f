package dev.parallax.agent.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.dns.DnsRecordType;
import java.nio.charset.StandardCharsets;

/**
 * One question as a message (RFC 1035, section 4): recursion desired, AD set so that the resolver
 * says whether it validated (RFC 6840, section 5.7).
 *
 * @param edns with an OPT record that has the DO bit set (RFC 6891, RFC 3225)
 * @param checked whether the resolver shall validate; without, CD is set (RFC 4035, section 3.2.2)
 */
record Question(int id, String host, DnsRecordType type, boolean edns, boolean checked) {
  static final int IDS = 1 << 16;

  private static final int RECURSION_DESIRED = 0x0100;
  private static final int AUTHENTIC_DATA = 0x0020;
  private static final int CHECKING_DISABLED = 0x0010;
  private static final int CLASS_IN = 1;
  private static final int TYPE_OPT = 41;

  /** What crosses the internet without fragments (DNS Flag Day 2020). */
  private static final int UDP_PAYLOAD = 1232;

  private static final int DNSSEC_OK = 0x8000;

  static Question of(int id, String host, DnsRecordType type) {
    return new Question(id, host, type, true, true);
  }

  Question withId(int other) {
    return new Question(other, host, type, edns, checked);
  }

  Question withoutEdns() {
    return new Question(id, host, type, false, checked);
  }

  Question unchecked() {
    return new Question(id, host, type, edns, false);
  }

  ByteBuf encode(ByteBufAllocator allocator) {
    var message = allocator.buffer(64 + host.length());
    message.writeShort(id).writeShort(flags());
    message.writeShort(1).writeShort(0).writeShort(0).writeShort(edns ? 1 : 0);
    writeName(message);
    message.writeShort(type.intValue()).writeShort(CLASS_IN);
    return edns ? writeOpt(message) : message;
  }

  private int flags() {
    return RECURSION_DESIRED | AUTHENTIC_DATA | (checked ? 0 : CHECKING_DISABLED);
  }

  private void writeName(ByteBuf message) {
    for (var label : host.split("\\.", -1)) {
      var bytes = label.getBytes(StandardCharsets.US_ASCII);
      message.writeByte(bytes.length).writeBytes(bytes);
    }
    message.writeByte(0);
  }

  private static ByteBuf writeOpt(ByteBuf message) {
    return message
        .writeByte(0)
        .writeShort(TYPE_OPT)
        .writeShort(UDP_PAYLOAD)
        .writeInt(DNSSEC_OK)
        .writeShort(0);
  }
}

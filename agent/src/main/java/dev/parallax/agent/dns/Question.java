package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.ClientSubnet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.dns.DnsRecordType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One question as a message (RFC 1035, section 4): AD set so that the resolver says whether it
 * validated (RFC 6840, section 5.7).
 *
 * @param recursive recursion desired (RD)
 * @param subnet the EDNS client subnet (RFC 7871); not sent without EDNS
 * @param edns with an OPT record that has the DO bit set (RFC 6891, RFC 3225)
 * @param checked whether the resolver shall validate; without, CD is set (RFC 4035, section 3.2.2)
 */
record Question(
    int id,
    String host,
    DnsRecordType type,
    boolean recursive,
    Optional<ClientSubnet> subnet,
    boolean edns,
    boolean checked) {
  static final int IDS = 1 << 16;

  private static final int RECURSION_DESIRED = 0x0100;
  private static final int AUTHENTIC_DATA = 0x0020;
  private static final int CHECKING_DISABLED = 0x0010;
  private static final int CLASS_IN = 1;
  private static final int TYPE_OPT = 41;
  private static final int CLIENT_SUBNET = 8;
  private static final int OPTION_HEADER = 4;
  private static final int SUBNET_HEADER = 4;

  /** What crosses the internet without fragments (DNS Flag Day 2020). */
  private static final int UDP_PAYLOAD = 1232;

  private static final int DNSSEC_OK = 0x8000;

  static Question of(int id, String host, DnsRecordType type, QueryLimits limits) {
    return new Question(id, host, type, limits.recursive(), limits.subnet(), true, true);
  }

  Question withId(int other) {
    return new Question(other, host, type, recursive, subnet, edns, checked);
  }

  Question withoutEdns() {
    return new Question(id, host, type, recursive, subnet, false, checked);
  }

  Question unchecked() {
    return new Question(id, host, type, recursive, subnet, edns, false);
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
    return (recursive ? RECURSION_DESIRED : 0) | AUTHENTIC_DATA | (checked ? 0 : CHECKING_DISABLED);
  }

  private void writeName(ByteBuf message) {
    for (var label : host.split("\\.", -1)) {
      var bytes = label.getBytes(StandardCharsets.US_ASCII);
      message.writeByte(bytes.length).writeBytes(bytes);
    }
    message.writeByte(0);
  }

  private ByteBuf writeOpt(ByteBuf message) {
    message.writeByte(0).writeShort(TYPE_OPT).writeShort(UDP_PAYLOAD).writeInt(DNSSEC_OK);
    return subnet
        .map(network -> writeSubnet(message, network))
        .orElseGet(() -> message.writeShort(0));
  }

  private static ByteBuf writeSubnet(ByteBuf message, ClientSubnet subnet) {
    var whole = subnet.network().getAddress();
    int bytes = subnet.prefix() / Byte.SIZE;
    return message
        .writeShort(OPTION_HEADER + SUBNET_HEADER + bytes)
        .writeShort(CLIENT_SUBNET)
        .writeShort(SUBNET_HEADER + bytes)
        .writeShort(whole.length == Integer.BYTES ? 1 : 2)
        .writeByte(subnet.prefix())
        .writeByte(0)
        .writeBytes(whole, 0, bytes);
  }
}

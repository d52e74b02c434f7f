package dev.parallax.wire;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses ⇄ 4 or 16 bytes; no bytes stand for no address. */
final class AddressCodec {
  private AddressCodec() {}

  static ByteString toProto(InetAddress address) {
    return ByteString.copyFrom(address.getAddress());
  }

  static ByteString toProto(Optional<InetAddress> address) {
    return address.map(AddressCodec::toProto).orElse(ByteString.EMPTY);
  }

  static InetAddress fromProto(String field, ByteString bytes) {
    try {
      return InetAddress.getByAddress(bytes.toByteArray());
    } catch (UnknownHostException wrongLength) {
      throw Field.refused(field, "expected an address of 4 or 16 bytes", bytes.size() + " bytes");
    }
  }

  static Optional<InetAddress> optionalFromProto(String field, ByteString bytes) {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(fromProto(field, bytes));
  }
}

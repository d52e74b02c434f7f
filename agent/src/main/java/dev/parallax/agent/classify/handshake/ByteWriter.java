package dev.parallax.agent.classify.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Bytes in the making, in the presentation language of RFC 8446, section 3. */
final class ByteWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ByteWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  ByteWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  ByteWriter u24(int value) {
    return u8(value >> 16).u16(value);
  }

  ByteWriter raw(byte... value) {
    bytes.writeBytes(value);
    return this;
  }

  ByteWriter ascii(String value) {
    return raw(value.getBytes(StandardCharsets.US_ASCII));
  }

  /** A vector whose length takes one byte. */
  ByteWriter vector8(Consumer<ByteWriter> content) {
    var inner = of(content);
    return u8(inner.length).raw(inner);
  }

  /** A vector whose length takes two bytes. */
  ByteWriter vector16(Consumer<ByteWriter> content) {
    var inner = of(content);
    return u16(inner.length).raw(inner);
  }

  ByteWriter all16(List<Integer> values) {
    values.forEach(this::u16);
    return this;
  }

  static byte[] of(Consumer<ByteWriter> content) {
    var inner = new ByteWriter();
    content.accept(inner);
    return inner.toArray();
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}

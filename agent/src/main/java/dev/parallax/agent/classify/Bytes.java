package dev.parallax.agent.classify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Bytes in the making, in the presentation language of RFC 8446, section 3. */
final class Bytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Bytes u8(int value) {
    bytes.write(value);
    return this;
  }

  Bytes u16(int value) {
    return u8(value >> 8).u8(value);
  }

  Bytes u24(int value) {
    return u8(value >> 16).u16(value);
  }

  Bytes raw(byte... value) {
    bytes.writeBytes(value);
    return this;
  }

  Bytes ascii(String value) {
    return raw(value.getBytes(StandardCharsets.US_ASCII));
  }

  /** A vector whose length takes one byte. */
  Bytes vector8(Consumer<Bytes> content) {
    var inner = of(content);
    return u8(inner.length).raw(inner);
  }

  /** A vector whose length takes two bytes. */
  Bytes vector16(Consumer<Bytes> content) {
    var inner = of(content);
    return u16(inner.length).raw(inner);
  }

  Bytes all16(List<Integer> values) {
    values.forEach(this::u16);
    return this;
  }

  static byte[] of(Consumer<Bytes> content) {
    var inner = new Bytes();
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

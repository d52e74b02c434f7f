package dev.parallax.fleet.place;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file of one IPv4 prefix in the MaxMind DB format, version 2.0. */
final class MmdbFile {
  private static final int UNSIGNED_16 = 5;
  private static final int UNSIGNED_32 = 6;
  private static final int UNSIGNED_64 = 9;
  private static final int ARRAY = 11;

  /** The size from which a second byte has the rest. */
  private static final int LONG = 29;

  private static final int SEPARATOR = 16;

  private MmdbFile() {}

  /** A number of the given type. */
  private record Unsigned(int type, long value) {}

  static Path write(Path file, String prefix, int length, Map<String, Object> entry)
      throws Exception {
    var out = new ByteArrayOutputStream();
    out.write(tree(InetAddress.ofLiteral(prefix).getAddress(), length));
    out.write(new byte[SEPARATOR]);
    encode(entry, out);
    out.write(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
    out.write("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    encode(metadata(length), out);
    return Files.write(file, out.toByteArray());
  }

  /** One node for each bit of the prefix; each record has 24 bits. */
  private static byte[] tree(byte[] prefix, int length) {
    var nodes = ByteBuffer.allocate(6 * length);
    for (int bit = 0; bit < length; bit++) {
      int next = bit + 1 < length ? bit + 1 : length + SEPARATOR;
      boolean right = (prefix[bit / 8] >> (7 - bit % 8) & 1) == 1;
      record(nodes, right ? length : next);
      record(nodes, right ? next : length);
    }
    return nodes.array();
  }

  private static void record(ByteBuffer nodes, int value) {
    nodes.put((byte) (value >> 16)).putShort((short) value);
  }

  private static Map<String, Object> metadata(int nodes) {
    return Map.of(
        "binary_format_major_version", new Unsigned(UNSIGNED_16, 2),
        "binary_format_minor_version", new Unsigned(UNSIGNED_16, 0),
        "build_epoch", new Unsigned(UNSIGNED_64, 1_700_000_000),
        "database_type", "Test",
        "description", Map.of("en", "test"),
        "ip_version", new Unsigned(UNSIGNED_16, 4),
        "languages", List.of("en"),
        "node_count", new Unsigned(UNSIGNED_32, nodes),
        "record_size", new Unsigned(UNSIGNED_16, 24));
  }

  private static void encode(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case String text -> {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(2 << 5 | Math.min(bytes.length, LONG));
        if (bytes.length >= LONG) {
          out.write(bytes.length - LONG);
        }
        out.writeBytes(bytes);
      }
      case Double number -> {
        out.write(3 << 5 | 8);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case Integer number -> encode(new Unsigned(UNSIGNED_32, number), out);
      case Unsigned number -> {
        int bytes = number.type() == UNSIGNED_16 ? 2 : number.type() == UNSIGNED_32 ? 4 : 8;
        control(number.type(), bytes, out);
        out.write(ByteBuffer.allocate(8).putLong(number.value()).array(), 8 - bytes, bytes);
      }
      case Map<?, ?> map -> {
        out.write(7 << 5 | map.size());
        new TreeMap<>(map)
            .forEach(
                (key, inner) -> {
                  encode(key, out);
                  encode(inner, out);
                });
      }
      case List<?> list -> {
        control(ARRAY, list.size(), out);
        list.forEach(inner -> encode(inner, out));
      }
      default -> throw new IllegalArgumentException("no encoding of " + value);
    }
  }

  private static void control(int type, int size, ByteArrayOutputStream out) {
    if (type <= 7) {
      out.write(type << 5 | size);
    } else {
      out.write(size);
      out.write(type - 7);
    }
  }
}

package dev.parallax.lab.injector;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A forged answer to a question about an IPv4 address. */
record DnsLie(int address) {
  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int RESPONSE = 0x8180;
  private static final int TTL_SECONDS = 60;

  /** The query with the address as its answer; empty for queries of another type. */
  Optional<byte[]> answer(byte[] query) {
    int end = questionEnd(query);
    if (end > query.length || ByteBuffer.wrap(query).getShort(end - 4) != TYPE_A) {
      return Optional.empty();
    }
    return Optional.of(
        ByteBuffer.allocate(end + 16)
            .put(query, 0, 2)
            .putShort((short) RESPONSE)
            .putShort((short) 1)
            .putShort((short) 1)
            .putInt(0)
            .put(query, HEADER, end - HEADER)
            .putShort((short) 0xC00C)
            .putInt(TYPE_A << 16 | 1)
            .putInt(TTL_SECONDS)
            .putShort((short) 4)
            .putInt(address)
            .array());
  }

  /** The end of the single question; beyond the end for a message without a question. */
  private static int questionEnd(byte[] query) {
    int at = HEADER;
    while (at < query.length && query[at] != 0) {
      at += 1 + (query[at] & 0x3F);
    }
    return at + 5;
  }

  /** The labels as they are on the wire, for finding them in a packet. */
  static String wire(String name) {
    var text = new StringBuilder();
    for (var label : name.split("\\.", -1)) {
      text.append((char) label.length()).append(label);
    }
    return text.toString();
  }
}

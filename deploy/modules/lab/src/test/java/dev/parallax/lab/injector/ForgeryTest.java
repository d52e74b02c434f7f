package dev.parallax.lab.injector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForgeryTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("11.1.1.16");
  private static final InetAddress SERVER = InetAddress.ofLiteral("11.9.0.10");
  private static final Forgery.Envelope ENVELOPE =
      new Forgery.Envelope(SERVER, 443, CLIENT, 40_001, 53, 0x1234);
  private static final Forgery.Envelope SIX =
      new Forgery.Envelope(
          InetAddress.ofLiteral("2d00:11:9::10"),
          443,
          InetAddress.ofLiteral("2d00:11:2:3::10"),
          40_001,
          53,
          0);

  @Test
  void aForgedSegmentReadsAsItWasWritten() {
    var packet = new Packet(Forgery.tcp(ENVELOPE, -5, 77, Packet.RST | Packet.ACK));
    assertTrue(packet.isReadable());
    assertEquals(SERVER, packet.source());
    assertEquals(CLIENT, packet.destination());
    assertEquals(443, packet.sourcePort());
    assertEquals(40_001, packet.destinationPort());
    assertEquals(-5, packet.sequence());
    assertEquals(77, packet.acknowledged());
    assertEquals(53, packet.ttl());
    assertEquals(0x1234, packet.id());
    assertTrue(packet.has(Packet.RST | Packet.ACK));
    assertFalse(packet.has(Packet.SYN));
  }

  @Test
  void aForgedSegmentOfSixReadsAsItWasWritten() {
    var packet = new Packet(Forgery.tcp(SIX, -5, 77, Packet.RST | Packet.ACK));
    assertTrue(packet.isReadable());
    assertEquals(SIX.from(), packet.source());
    assertEquals(SIX.to(), packet.destination());
    assertEquals(443, packet.sourcePort());
    assertEquals(40_001, packet.destinationPort());
    assertEquals(-5, packet.sequence());
    assertEquals(53, packet.ttl());
    assertTrue(packet.has(Packet.RST | Packet.ACK));
    assertEquals(0, packet.payload().length);
  }

  @Test
  void whatIsCutShortIsNotRead() {
    var whole = Forgery.tcp(SIX, 1, 2, Packet.ACK);
    assertFalse(new Packet(Arrays.copyOf(whole, 50)).isReadable());
    assertFalse(new Packet(Arrays.copyOf(whole, 10)).isReadable());
  }

  @Test
  void checksumsComeOutRight() {
    assertEquals(0, sum(ENVELOPE, Forgery.tcp(ENVELOPE, 1, 2, Packet.RST), Packet.TCP));
    assertEquals(0, sum(ENVELOPE, Forgery.udp(ENVELOPE, new byte[] {1, 2, 3}), Packet.UDP));
    assertEquals(0, sum(SIX, Forgery.tcp(SIX, 1, 2, Packet.RST), Packet.TCP));
    assertEquals(0, sum(SIX, Forgery.udp(SIX, new byte[] {1, 2, 3}), Packet.UDP));
  }

  @Test
  void aQuestionIsAnsweredWithTheLie() throws Exception {
    var query = query("www.shop.example", 1);
    var lie =
        new DnsLie(ByteBuffer.wrap(InetAddress.ofLiteral("10.10.34.34").getAddress()).getInt());
    var answer = lie.answer(query).orElseThrow();
    assertEquals(query[0], answer[0]);
    assertEquals((byte) 0x81, answer[2]);
    assertArrayEquals(
        new byte[] {10, 10, 34, 34}, Arrays.copyOfRange(answer, answer.length - 4, answer.length));
    assertTrue(lie.answer(query("www.shop.example", 28)).isEmpty());
    assertTrue(lie.answer(new byte[] {1, 2, 3}).isEmpty());
  }

  @Test
  void bothDirectionsOfAFlowHaveOneHash() {
    var there = new Packet(Forgery.tcp(ENVELOPE, 1, 2, Packet.ACK));
    var turned = new Forgery.Envelope(CLIENT, 40_001, SERVER, 443, 64, 0);
    assertEquals(there.flowHash(), new Packet(Forgery.tcp(turned, 9, 9, 0)).flowHash());
  }

  @Test
  void ordersAreRead() {
    var orders =
        InjectorOrders.parse(
            "queue=7", "on=name:a.example", "send=RA", "to=both", "id=copy-26", "after=240");
    assertEquals(Packet.RST | Packet.ACK, orders.flags());
    assertEquals(new InjectorOrders.IpId(true, -26), orders.id());
    assertEquals(Duration.ofMillis(240), orders.after());
    assertTrue(orders.passes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"qeue=7", "queue", "send=X", "on=sometimes", "ttl=low"})
  void ordersNobodyUnderstandsAreRefused(String word) {
    assertThrows(IllegalArgumentException.class, () -> InjectorOrders.parse(word));
  }

  /** RFC 1071 over the sent bytes, checksum and pseudo header included: 0 when right. */
  private static int sum(Forgery.Envelope envelope, byte[] packet, int protocol) {
    var from = envelope.from().getAddress();
    int header = from.length == 4 ? 20 : 40;
    var content = Arrays.copyOfRange(packet, header, packet.length + packet.length % 2);
    var all =
        ByteBuffer.allocate(2 * from.length + 4 + content.length)
            .put(from)
            .put(envelope.to().getAddress())
            .putShort((short) protocol)
            .putShort((short) (packet.length - header))
            .put(content)
            .rewind();
    int sum = 0;
    while (all.hasRemaining()) {
      sum += Short.toUnsignedInt(all.getShort());
    }
    return ~((sum & 0xFFFF) + (sum >> 16)) & 0xFFFF;
  }

  private static byte[] query(String name, int type) {
    var question = DnsLie.wire(name).getBytes(US_ASCII);
    return ByteBuffer.allocate(17 + question.length)
        .putShort((short) 4711)
        .putShort((short) 0x0100)
        .putShort((short) 1)
        .put(12, question)
        .putShort(13 + question.length, (short) type)
        .putShort(15 + question.length, (short) 1)
        .array();
  }
}

package dev.parallax.agent.classify.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.value.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketReaderTest {
  private static final String V4 = "45000030" + "abcd4000" + "2c060000" + "0a4d0001" + "0a4d0502";
  private static final String V6_ADDRESSES =
      "fd000077000000000000000000000001" + "fd000077000500000000000000000002";
  private static final String TCP =
      "a11601bb" + "fffffffe" + "80000001" + "5014fa00" + "00000000" + "1603010003010203";

  @Test
  void ipv4_isReadWhole() {
    var packet = read(V4 + TCP).orElseThrow();
    assertEquals(end("10.77.0.1", 41238), packet.source());
    assertEquals(end("10.77.5.2", 443), packet.destination());
    assertEquals(44, packet.hopLimit());
    assertEquals(OptionalInt.of(0xabcd), packet.ipId());
    assertEquals(0xffff_fffeL, packet.sequence());
    assertEquals(0x8000_0001L, packet.acknowledgement());
    assertEquals(0xfa00, packet.window());
    assertTrue(packet.isReset() && packet.isAck() && packet.isControl());
    assertFalse(packet.isSyn() || packet.isFin());
    assertEquals(8, packet.payloadLength());
    assertEquals(hex("1603010003010203"), packet.payload());
  }

  @Test
  void ipv6_isReadWhole_withAndWithoutExtensionHeaders() {
    for (var headers :
        new String[] {
          "001c0640", "00240040" + "0600000000000000", "00242c40" + "0600000100000001"
        }) {
      var packet =
          read("60000000" + headers.substring(0, 8) + V6_ADDRESSES + headers.substring(8) + TCP);
      assertEquals(end("fd00:77::1", 41238), packet.orElseThrow().source());
      assertEquals(end("fd00:77:5::2", 443), packet.orElseThrow().destination());
      assertEquals(OptionalInt.empty(), packet.orElseThrow().ipId());
      assertEquals(64, packet.orElseThrow().hopLimit());
      assertEquals(8, packet.orElseThrow().payloadLength());
    }
  }

  @Test
  void payload_isKeptUpToTheLimitAndTheCapture() {
    assertEquals(hex("1603"), PacketReader.read(bytes(V4 + TCP), 2).orElseThrow().payload());
    var cut = read((V4 + TCP).substring(0, 2 * 43)).orElseThrow();
    assertEquals(hex("160301"), cut.payload());
    assertEquals(8, cut.payloadLength());
  }

  @Test
  void linkLayerPadding_isNoPayload() {
    var padded = read(V4.replace("45000030", "45000028") + TCP).orElseThrow();
    assertEquals(0, padded.payloadLength());
    assertEquals(Bytes.EMPTY, padded.payload());
  }

  @ParameterizedTest
  @CsvSource({
    "45000030, 44000030, header shorter than it can be",
    "2c060000, 2c110000, UDP",
    "abcd4000, abcd2001, a later fragment",
    "45000030, 45000020, total length within the TCP header",
    "45000030, 4f000030, options beyond the packet",
    "5014fa00, 4014fa00, TCP header shorter than it can be",
    "45000030, 35000030, another version",
  })
  void anythingElse_isEmpty(String good, String bad, String what) {
    assertEquals(Optional.empty(), read((V4 + TCP).replace(good, bad)), what);
  }

  @Test
  void noBytesWhatsoever_makeItThrow() {
    var random = new SplittableRandom(1);
    var v6 = bytes("60000000001c0640" + V6_ADDRESSES + TCP);
    for (int i = 0; i < 20_000; i++) {
      var bytes = Arrays.copyOf(i % 2 == 0 ? bytes(V4 + TCP) : v6, random.nextInt(80));
      for (int flips = random.nextInt(8); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int keep = random.nextInt(20);
      PacketReader.read(bytes, keep)
          .ifPresent(packet -> assertTrue(packet.payload().size() <= keep));
    }
  }

  private static Optional<TcpPacket> read(String hex) {
    return PacketReader.read(bytes(hex), 100);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static Bytes hex(String hex) {
    return Bytes.copyOf(bytes(hex));
  }

  private static InetSocketAddress end(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}

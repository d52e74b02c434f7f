package dev.parallax.agent.classify.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against published fingerprints, with the lists published with them. */
class Ja4Test {
  private static final String CHROME_CIPHERS =
      "1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035";
  private static final String SIGNATURES = "0403,0804,0401,0503,0805,0501,0806,0601";

  /** The example of the algorithm's description. */
  @Test
  void theDescriptionsOwnExample() {
    assertEquals(
        "t13d1516h2_8daaf6152771_e5627efa2ab1",
        ja4(
            "0a0a," + CHROME_CIPHERS,
            "4a4a,001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015,fafa",
            SIGNATURES,
            "h2"));
  }

  /** Chrome 143 on Android, captured by a public fingerprint site. */
  @Test
  void chrome143() {
    assertEquals(
        "t13d1516h2_8daaf6152771_d8a2da3f94cd",
        ja4(
            CHROME_CIPHERS,
            "002d,0033,0010,fe0d,0017,44cd,0000,000b,000a,002b,ff01,0023,0012,0005,000d,001b",
            SIGNATURES,
            "h2"));
  }

  /** The description's hash of the same extensions without signature algorithms. */
  @Test
  void withoutSignatures_thereIsNoUnderscore() {
    var ja4 =
        ja4(
            CHROME_CIPHERS,
            "001b,0000,0033,0010,4469,0017,002d,0005,0023,0012,002b,ff01,000b,000a,0015,000d",
            "",
            "h2");
    assertTrue(ja4.endsWith("_6d807ffa2a79"), ja4);
  }

  @Test
  void nothing_isZeroes_andAnAddress() {
    assertEquals("t12i000000_000000000000_000000000000", ja4("", "", "", ""));
  }

  /** The description's table of first protocols that are not letters and digits throughout. */
  @ParameterizedTest
  @CsvSource({
    "ab, ab",
    "abcd, ad",
    "30ab, 3b",
    "3031abcd, 3d",
    "30abcd31, 01",
    "6832, h2",
    "61, aa",
    "687474702f312e31, h1"
  })
  void firstProtocol(String hex, String characters) {
    var protocol = HexFormat.of().parseHex(hex);
    assertEquals(characters, ja4("1301", "0010", "", protocol).substring(8, 10));
  }

  private static String ja4(String ciphers, String extensions, String signatures, String alpn) {
    return ja4(ciphers, extensions, signatures, ByteWriter.of(bytes -> bytes.ascii(alpn)));
  }

  private static String ja4(String ciphers, String extensions, String signatures, byte[] alpn) {
    var message =
        ByteWriter.of(
            hello ->
                hello
                    .u16(0x0303)
                    .raw(new byte[32])
                    .u8(0)
                    .vector16(list -> list.all16(numbers(ciphers)))
                    .vector8(list -> list.u8(0))
                    .vector16(
                        all ->
                            numbers(extensions)
                                .forEach(
                                    type ->
                                        all.u16(type)
                                            .vector16(
                                                body -> body(body, type, signatures, alpn)))));
    var record =
        ByteWriter.of(
            bytes ->
                bytes
                    .u8(22)
                    .u16(0x0301)
                    .vector16(all -> all.u8(1).u24(message.length).raw(message)));
    return ClientHello.of(record).orElseThrow().ja4();
  }

  private static void body(ByteWriter body, int type, String signatures, byte[] alpn) {
    switch (type) {
      case TlsExtension.ALPN -> body.vector16(list -> list.vector8(name -> name.raw(alpn)));
      case TlsExtension.SIGNATURE_ALGORITHMS ->
          body.vector16(list -> list.all16(numbers(signatures)));
      case TlsExtension.SUPPORTED_VERSIONS ->
          body.vector8(list -> list.u16(0x7a7a).u16(0x0304).u16(0x0303));
      case TlsExtension.KEY_SHARE -> body.u16(0);
      default -> {}
    }
  }

  private static List<Integer> numbers(String hex) {
    return Arrays.stream(hex.split(",", -1))
        .filter(number -> !number.isEmpty())
        .map(number -> Integer.parseInt(number, 16))
        .toList();
  }
}

package dev.parallax.agent.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Well-formed inputs, mutated deterministically. Jazzer, which uses coverage, runs in the build as
 * well: {@code mvn verify -Dfuzz.seconds=60}.
 */
@ExtendWith(Leaks.class)
class ParsersFuzzTest {
  private static final int MUTATIONS = 3_000;

  private static final List<byte[]> SEEDS =
      List.of(
          HexFormat.of().parseHex("1603030004020000001503030002020a"),
          HexFormat.of().parseHex("301d02010177188016"),
          HexFormat.of().parseHex("300c02010078070a010004000400"),
          HexFormat.of().parseHex(StartTlsTalk.mysqlGreeting("00 ff").replace(" ", "")),
          text("S"),
          text("E\0\0\0\u0017SFATAL\0Mtoo many\0\0\0\0"),
          text("220 a\r\n250-b\r\n250 STARTTLS\r\n220 go\r\n"),
          text("* OK\r\n* CAPABILITY STARTTLS\r\na1 OK\r\na2 OK\r\n"),
          text("+OK\r\n+OK\r\nSTLS\r\n.\r\n+OK\r\n"),
          text(StartTlsTalk.XMPP_FEATURES + "<proceed xmlns='x'/>"),
          text("HTTP/1.1 302 Found\r\nLocation: /a?b#c\r\nContent-Length: 9\r\n\r\n<title>a"),
          text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
          text("https://user.example.com:8443@[2001:db8::1]/path?query"),
          text("https://dns.example.com@192.0.2.1:853/dns-query"),
          text("::/path"),
          text("a\u00e2\u0080\u00aeb\u001b[2J"));

  static List<Integer> choices() {
    return IntStream.range(0, ParsersFuzz.choices()).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void parser_neverThrows(int choice) {
    var random = new Random(choice);
    for (int i = 0; i < MUTATIONS; i++) {
      var seed = SEEDS.get(random.nextInt(SEEDS.size()));
      try {
        ParsersFuzz.fuzzerTestOneInput(
            chosen(choice, i < SEEDS.size() ? SEEDS.get(i) : mutated(seed, random)));
      } catch (RuntimeException | Error finding) {
        throw new AssertionError("mutation " + i, finding);
      }
    }
  }

  private static byte[] chosen(int choice, byte[] rest) {
    var input = new byte[rest.length + 1];
    input[0] = (byte) choice;
    System.arraycopy(rest, 0, input, 1, rest.length);
    return input;
  }

  private static byte[] mutated(byte[] seed, Random random) {
    var bytes = new ArrayList<Byte>();
    for (byte next : seed) {
      bytes.add(next);
    }
    for (int i = random.nextInt(8); i >= 0; i--) {
      mutate(bytes, random);
    }
    var mutated = new byte[bytes.size()];
    Arrays.setAll(new Byte[mutated.length], at -> mutated[at] = bytes.get(at));
    return mutated;
  }

  private static void mutate(List<Byte> bytes, Random random) {
    int at = bytes.isEmpty() ? 0 : random.nextInt(bytes.size());
    switch (bytes.isEmpty() ? 0 : random.nextInt(4)) {
      case 0 -> bytes.add(at, (byte) random.nextInt());
      case 1 -> bytes.set(at, (byte) random.nextInt());
      case 2 -> bytes.remove(at);
      default -> bytes.addAll(at, List.copyOf(bytes.subList(at, bytes.size())));
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }
}

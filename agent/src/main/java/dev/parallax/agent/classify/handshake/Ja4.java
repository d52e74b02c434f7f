package dev.parallax.agent.classify.handshake;

import static java.util.stream.Collectors.joining;

import dev.parallax.model.value.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** JA4 of a TLS ClientHello over TCP, after FoxIO's published description of the algorithm. */
final class Ja4 {
  private static final String NONE = "000000000000";
  private static final HexFormat HEX = HexFormat.of();
  private static final int HASH = 12;
  private static final int MOST = 99;

  private Ja4() {}

  static String of(HelloFields hello) {
    return String.join("_", head(hello), ciphers(hello), extensions(hello));
  }

  private static String head(HelloFields hello) {
    return "t"
        + version(hello)
        + (hello.extension(TlsExtension.SERVER_NAME).isPresent() ? "d" : "i")
        + twoDigits(known(hello.ciphers()).count())
        + twoDigits(known(types(hello)).count())
        + alpn(hello);
  }

  private static String twoDigits(long count) {
    long shown = Math.min(MOST, count);
    return shown < 10 ? "0" + shown : Long.toString(shown);
  }

  private static String version(HelloFields hello) {
    int highest =
        hello
            .extension(TlsExtension.SUPPORTED_VERSIONS)
            .map(body -> HelloFields.numbers(body.position(1)))
            .flatMap(versions -> known(versions).max(Integer::compare))
            .orElse(hello.version());
    return switch (highest) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      default -> "00";
    };
  }

  private static String alpn(HelloFields hello) {
    var first = hello.extension(TlsExtension.ALPN).map(Ja4::firstProtocol).orElse(new byte[0]);
    if (first.length == 0) {
      return "00";
    }
    char start = (char) (first[0] & 0xff);
    char end = (char) (first[first.length - 1] & 0xff);
    if (isAlphanumeric(start) && isAlphanumeric(end)) {
      return "" + start + end;
    }
    var hex = HEX.formatHex(first);
    return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
  }

  private static byte[] firstProtocol(ByteBuffer body) {
    if (body.remaining() < 3) {
      return new byte[0];
    }
    var name = new byte[Byte.toUnsignedInt(body.position(2).get())];
    body.get(name);
    return name;
  }

  private static boolean isAlphanumeric(char letter) {
    return (letter >= '0' && letter <= '9')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= 'a' && letter <= 'z');
  }

  private static String ciphers(HelloFields hello) {
    return hash(list(known(hello.ciphers()).sorted()));
  }

  private static String extensions(HelloFields hello) {
    var sorted =
        list(
            known(types(hello))
                .filter(type -> type != TlsExtension.SERVER_NAME && type != TlsExtension.ALPN)
                .sorted());
    var signatures =
        hello
            .extension(TlsExtension.SIGNATURE_ALGORITHMS)
            .map(body -> list(known(HelloFields.numbers(body.position(2)))))
            .orElse("");
    return hash(signatures.isEmpty() ? sorted : sorted + "_" + signatures);
  }

  private static List<Integer> types(HelloFields hello) {
    return hello.extensions().stream().map(HelloFields.HelloExtension::type).toList();
  }

  private static Stream<Integer> known(List<Integer> values) {
    return values.stream().filter(value -> !Grease.is(value));
  }

  private static String list(Stream<Integer> values) {
    return values.map(value -> HEX.toHexDigits(value.shortValue())).collect(joining(","));
  }

  private static String hash(String list) {
    return list.isEmpty()
        ? NONE
        : Sha256.hex(ByteWriter.of(bytes -> bytes.ascii(list))).substring(0, HASH);
  }
}

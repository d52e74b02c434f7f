package dev.parallax.model.plan;

import dev.parallax.model.value.Bytes;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ClientHellos of current browsers, as captured of them. Their random parts are those of each
 * connection: session id, key shares, and the GREASE encrypted_client_hello, whose payload has 176
 * bytes (Chrome draws one of four lengths, Firefox sends 240 or 336). The order of Chrome's
 * extensions, which the browser shuffles for each connection, is fixed, so that vantages compare.
 */
public enum BrowserHello {
  CHROME(
      "Chrome 155.0.8059.40",
      LocalDate.of(2026, 10, 7),
      "https://github.com/Kiritsu/Chameleon.Net/blob/c1bf322fa30b5f25d0f36b6d876b7903e49bf3eb"
          + "/src/Chameleon.Net/Profiles/BuiltIn/Chrome155Windows.cs",
      "t13d1517h2_8daaf6152771_cb7bf5808d99") {
    @Override
    public HelloRecipe recipe() {
      return new HelloRecipe(
          VERSIONS,
          List.of(
              "TLS_AES_128_GCM_SHA256",
              "TLS_AES_256_GCM_SHA384",
              "TLS_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
              "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
              "TLS_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_RSA_WITH_AES_128_CBC_SHA",
              "TLS_RSA_WITH_AES_256_CBC_SHA"),
          List.of("X25519MLKEM768", "X25519", "P-256", "P-384"),
          ALPN,
          new HelloShape(
              List.of(
                  0, 23, 0xFF01, 10, 11, 35, 16, 5, 13, 18, 51, 45, 43, 27, 0x44CD, 0xCA34, 0xFE0D),
              true,
              0,
              HelloShape.Split.WHOLE,
              Map.of(
                  // A GREASE value, ML-DSA and eight classical schemes.
                  SIGNATURE_ALGORITHMS,
                  hex("0018 0a0a 0904 0905 0906 0403 0804 0401 0503 0805 0501 0806 0601"),
                  // Identifiers of the browser's roots (draft-ietf-tls-trust-anchor-ids).
                  TRUST_ANCHORS,
                  hex(
                      """
                      00b8
                      0582df130201 0582df130206 0582df13020d 0582df13020e 0582df13020f
                      0582df130212 0582df130213 0582df130214
                      08839a648c9b2d0107 08839a648c9b2d0108 08839a648c9b2d0109
                      08839a648c9b2d010a 08839a648c9b2d010b 08839a648c9b2d010c
                      08839a648c9b2d010d 08839a648c9b2d0112 08839a648c9b2d0113
                      04d6790901 04d6790904 04d6790905 04d6790906 04d6790907 04d6790908
                      04d679090a 04d679090b 04d679090c 04d679090d 04d679090f
                      """)),
              List.of("X25519MLKEM768", "X25519")));
    }
  },
  FIREFOX(
      "Firefox 157.0",
      LocalDate.of(2026, 10, 3),
      "https://github.com/Kiritsu/Chameleon.Net/blob/b0f2e44a37a4e26a9b73ab145470013522a8cda0"
          + "/src/Chameleon.Net/Profiles/BuiltIn/Firefox157Windows.cs",
      "t13d1517h2_8daaf6152771_3cbfd9057e0d") {
    @Override
    public HelloRecipe recipe() {
      return new HelloRecipe(
          VERSIONS,
          List.of(
              "TLS_AES_128_GCM_SHA256",
              "TLS_CHACHA20_POLY1305_SHA256",
              "TLS_AES_256_GCM_SHA384",
              "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
              "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
              "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
              "TLS_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_RSA_WITH_AES_128_CBC_SHA",
              "TLS_RSA_WITH_AES_256_CBC_SHA"),
          List.of("X25519MLKEM768", "X25519", "P-256", "P-384", "P-521"),
          ALPN,
          new HelloShape(
              List.of(0, 23, 0xFF01, 10, 11, 35, 16, 5, 34, 18, 51, 43, 13, 45, 28, 27, 0xFE0D),
              false,
              0,
              HelloShape.Split.WHOLE,
              Map.of(
                  SIGNATURE_ALGORITHMS,
                  hex("0016 0403 0503 0603 0804 0805 0806 0401 0501 0601 0203 0201"),
                  DELEGATED_CREDENTIALS,
                  hex("0008 0403 0503 0603 0203"),
                  RECORD_SIZE_LIMIT,
                  hex("4001"),
                  // zlib, brotli, zstd.
                  COMPRESS_CERTIFICATE,
                  hex("06 0001 0002 0003")),
              List.of("X25519MLKEM768", "X25519", "P-256")));
    }
  };

  /** The list for help texts. */
  public static final String LIST =
      "Chrome 155.0.8059.40 and Firefox 157.0, captured in October 2026";

  private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");
  private static final List<String> ALPN = List.of("h2", "http/1.1");

  /** IANA extension types. */
  private static final int SIGNATURE_ALGORITHMS = 13;

  private static final int COMPRESS_CERTIFICATE = 27;
  private static final int RECORD_SIZE_LIMIT = 28;
  private static final int DELEGATED_CREDENTIALS = 34;
  private static final int TRUST_ANCHORS = 0xCA34;

  private final String version;
  private final LocalDate captured;
  private final String source;
  private final String ja4;

  BrowserHello(String version, LocalDate captured, String source, String ja4) {
    this.version = version;
    this.captured = captured;
    this.source = source;
    this.ja4 = ja4;
  }

  /** The ClientHello for HTTPS. */
  public abstract HelloRecipe recipe();

  /** The variant of {@link Arm#BROWSER_HELLO}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name and version of the browser. */
  public String version() {
    return version;
  }

  /** The day of the capture. */
  public LocalDate captured() {
    return captured;
  }

  /** The address of the capture. */
  public String source() {
    return source;
  }

  /** The fingerprint of the captured ClientHello, which is that of the recipe as well. */
  public String ja4() {
    return ja4;
  }

  private static Bytes hex(String digits) {
    return Bytes.copyOf(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
  }
}

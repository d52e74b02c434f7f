package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.value.Ascii;
import dev.parallax.model.value.Check;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The content of every agent's ClientHello, in order. The coordinator defines it, so that an update
 * of one host cannot change its ClientHello unnoticed.
 *
 * @param versions at most 8, e.g. {@code TLSv1.2}, {@code TLSv1.3}
 * @param ciphers at most 64 IANA suite names; an engine offers its three fixed TLS 1.3 suites
 *     together or not at all
 * @param groups at most 32, e.g. {@code X25519}, {@code P-256}
 * @param alpn at most 16 of 1 to 255 characters of visible ASCII, e.g. {@code http/1.1}
 * @param shape its form on the wire
 */
public record HelloRecipe(
    List<String> versions,
    List<String> ciphers,
    List<String> groups,
    List<String> alpn,
    HelloShape shape) {
  private static final int MOST_VERSIONS = 8;
  private static final int MOST_CIPHERS = 64;
  private static final int MOST_GROUPS = 32;
  private static final int MOST_PROTOCOLS = 16;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * A plain client of today: TLS 1.2 and 1.3, forward-secret suites and their RSA fallbacks,
   * HTTP/1.1.
   */
  public static final HelloRecipe STANDARD =
      new HelloRecipe(
          List.of("TLSv1.2", "TLSv1.3"),
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
              "TLS_RSA_WITH_AES_128_GCM_SHA256",
              "TLS_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_RSA_WITH_AES_128_CBC_SHA",
              "TLS_RSA_WITH_AES_256_CBC_SHA"),
          List.of("X25519", "P-256", "P-384"),
          List.of("http/1.1"),
          HelloShape.ENGINE);

  public HelloRecipe {
    versions = words("versions", versions, MOST_VERSIONS);
    ciphers = words("ciphers", ciphers, MOST_CIPHERS);
    groups = words("groups", groups, MOST_GROUPS);
    alpn = bounded("ALPN protocols", alpn, MOST_PROTOCOLS);
    alpn.forEach(
        protocol ->
            Check.text(
                !protocol.isEmpty() && protocol.length() <= 255 && Ascii.isVisible(protocol),
                "an ALPN protocol is 1 to 255 characters of visible ASCII",
                protocol));
  }

  private static List<String> words(String what, List<String> words, int most) {
    var copy = bounded(what, words, most);
    copy.forEach(
        word ->
            Check.text(
                WORD.matcher(word).matches(),
                "each of the " + what + " is 1 to 64 of A-Z a-z 0-9 . _ -",
                word));
    return copy;
  }

  private static List<String> bounded(String what, List<String> words, int most) {
    Check.that(words.size() <= most, what + " are at most " + most, words.size());
    return List.copyOf(words);
  }

  public HelloRecipe only(String version) {
    return new HelloRecipe(List.of(version), ciphers, groups, alpn, shape);
  }

  /** This suite only; the caller selects its protocol version. */
  public HelloRecipe suite(String cipher) {
    return new HelloRecipe(versions, List.of(cipher), groups, alpn, shape);
  }

  /** These application protocols, in order of preference. */
  public HelloRecipe offering(List<String> protocols) {
    return new HelloRecipe(versions, ciphers, groups, protocols, shape);
  }

  /**
   * With the application protocols of this scheme. A recipe for HTTPS keeps its own protocols: a
   * browser offers HTTP/2 as well.
   */
  public HelloRecipe offering(Scheme scheme) {
    return scheme == Scheme.HTTPS ? this : offering(scheme.alpn());
  }

  public HelloRecipe shaped(HelloShape other) {
    return new HelloRecipe(versions, ciphers, groups, alpn, other);
  }
}

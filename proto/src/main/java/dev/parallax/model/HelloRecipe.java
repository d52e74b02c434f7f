package dev.parallax.model;

import java.util.List;

/**
 * What every agent's ClientHello is made of, in order. Comes from the coordinator, so that an
 * update on one host cannot change what it sends unnoticed.
 *
 * @param versions e.g. {@code TLSv1.2}, {@code TLSv1.3}
 * @param ciphers IANA suite names; an engine takes its fixed three of TLS 1.3, all or none
 * @param groups e.g. {@code X25519}, {@code P-256}
 * @param alpn e.g. {@code http/1.1}
 * @param shape what it looks like on the wire
 */
public record HelloRecipe(
    List<String> versions,
    List<String> ciphers,
    List<String> groups,
    List<String> alpn,
    HelloShape shape) {
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
    versions = List.copyOf(versions);
    ciphers = List.copyOf(ciphers);
    groups = List.copyOf(groups);
    alpn = List.copyOf(alpn);
  }

  public HelloRecipe only(String version) {
    return new HelloRecipe(List.of(version), ciphers, groups, alpn, shape);
  }

  /** This suite alone, with the one version it belongs to left to the caller. */
  public HelloRecipe suite(String cipher) {
    return new HelloRecipe(versions, List.of(cipher), groups, alpn, shape);
  }

  public HelloRecipe shaped(HelloShape other) {
    return new HelloRecipe(versions, ciphers, groups, alpn, other);
  }
}

package dev.parallax.watch.edit;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key of a route in the watch file that can be changed from outside the file. */
public enum RouteField {
  TYPE("type", ""),
  LANGUAGE("language", ""),
  URL("url", ""),
  SERVER("server", ""),
  FROM("from", ""),
  TO("to", ""),
  USER("user", ""),
  TLS("tls", ""),
  /** The file of {@code secret-url}. */
  URL_FILE("url-file", "secret-url"),
  /** The file of {@code secret}. */
  SECRET_FILE("secret-file", "secret");

  private final String key;
  private final String secret;

  RouteField(String key, String secret) {
    this.key = key;
    this.secret = secret;
  }

  /** As in the file. */
  public String key() {
    return key;
  }

  /** The word of the secret in the file that this key names; empty for a key without a secret. */
  public String secret() {
    return secret;
  }

  public boolean isSecret() {
    return !secret.isEmpty();
  }

  /**
   * The field of a key without a secret. Files and commands are named in the watch file only: a
   * route that an operator adds reads no other file and starts no program.
   *
   * @throws IllegalArgumentException for another key
   */
  static RouteField named(String key) {
    return open()
        .filter(field -> field.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a key of %s, got: %s; command, url-file and secret-file are changed in the file itself"
                        .formatted(
                            open().map(RouteField::key).collect(Collectors.joining(", ")), key)));
  }

  /** The fields without secrets. */
  public static Stream<RouteField> open() {
    return Arrays.stream(values()).filter(field -> !field.isSecret());
  }

  /**
   * The field of a secret.
   *
   * @throws IllegalArgumentException for another word
   */
  static RouteField ofSecret(String word) {
    return Arrays.stream(values())
        .filter(RouteField::isSecret)
        .filter(field -> field.secret.equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected secret or secret-url, got: " + word));
  }
}

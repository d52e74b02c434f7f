package dev.parallax.model.exchange;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The method of an HTTP request (RFC 9110, section 9.3); a {@link #POST} has an empty body. */
public enum Method {
  GET,
  HEAD,
  OPTIONS,
  POST;

  /**
   * Reads a method.
   *
   * @throws IllegalArgumentException naming the value and the methods
   */
  static Method parse(String text) {
    return Stream.of(values())
        .filter(method -> method.name().equals(text))
        .findFirst()
        .orElseThrow(() -> Expected.refused("a method is one of " + names(), text));
  }

  private static String names() {
    return Stream.of(values()).map(Method::name).collect(Collectors.joining(", "));
  }
}

package dev.parallax.model.exchange;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A TLS version, in the order of their publication. */
public enum TlsVersion {
  TLS1_0("1.0", "TLSv1"),
  TLS1_1("1.1", "TLSv1.1"),
  TLS1_2("1.2", "TLSv1.2"),
  TLS1_3("1.3", "TLSv1.3");

  private final String number;
  private final String name;

  TlsVersion(String number, String name) {
    this.number = number;
    this.name = name;
  }

  /** E.g. {@code 1.2}. */
  public String number() {
    return number;
  }

  /** The version with this name of the Java platform, such as {@code TLSv1.2}. */
  public static Optional<TlsVersion> named(String name) {
    return Stream.of(values()).filter(version -> version.name.equals(name)).findFirst();
  }

  /**
   * Reads a number such as {@code 1.2}.
   *
   * @throws IllegalArgumentException naming the value and the versions
   */
  static TlsVersion parse(String number) {
    return Stream.of(values())
        .filter(version -> version.number.equals(number))
        .findFirst()
        .orElseThrow(() -> Expected.refused("a TLS version is one of " + numbers(), number));
  }

  private static String numbers() {
    return Stream.of(values()).map(TlsVersion::number).collect(Collectors.joining(", "));
  }
}

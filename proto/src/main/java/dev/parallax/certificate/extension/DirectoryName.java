package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A distinguished name, compared by RFC 5280, section 7.1: ignoring case and surplus spaces.
 *
 * @param parts relative distinguished names in canonical form, the most general first
 */
record DirectoryName(List<String> parts) {
  DirectoryName {
    parts = List.copyOf(parts);
  }

  /**
   * @throws MalformedDerException when it is not a Name
   */
  static DirectoryName of(Der name) {
    return new DirectoryName(
        name.as(Der.SEQUENCE).children().stream().map(DirectoryName::canonical).toList());
  }

  /** A Name of this part only has a canonical form in the JDK. */
  private static String canonical(Der part) {
    var encoded = part.encoded();
    var alone = new ByteArrayOutputStream();
    alone.write(Der.SEQUENCE);
    if (encoded.length >= 0x80) {
      alone.write(0x83);
      alone.write(encoded.length >> 16);
      alone.write(encoded.length >> 8);
    }
    alone.write(encoded.length);
    alone.writeBytes(encoded);
    try {
      return new X500Principal(alone.toByteArray()).getName(X500Principal.CANONICAL);
    } catch (IllegalArgumentException malformed) {
      throw new MalformedDerException("a directory name that cannot be read", malformed);
    }
  }

  boolean startsWith(DirectoryName base) {
    return parts.size() >= base.parts.size()
        && parts.subList(0, base.parts.size()).equals(base.parts);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(",", parts.reversed());
  }
}

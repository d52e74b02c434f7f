package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.model.value.Bytes;
import java.util.Arrays;

/** The base of a GeneralSubtree (RFC 5280, section 4.2.1.10). */
sealed interface Subtree {
  /** A domain with all names below it; with a leading dot, only the names below it. */
  record Dns(String base) implements Subtree {
    boolean contains(String name) {
      return base.isEmpty()
          || name.equals(base)
          || (base.startsWith(".") ? name.endsWith(base) : name.endsWith("." + base));
    }

    /** A wildcard is within the domain as soon as a name that it matches is. */
    boolean excludes(String name) {
      return contains(name)
          || (name.startsWith("*.")
              && base.substring(base.indexOf('.') + 1).equals(name.substring(2)));
    }
  }

  /** Addresses of one family that agree with the base in all bits of the mask. */
  record Addresses(Bytes base, Bytes mask) implements Subtree {
    boolean contains(Bytes address) {
      if (address.size() != base.size()) {
        return false;
      }
      var bits = address.toArray();
      var from = base.toArray();
      var bound = mask.toArray();
      for (int i = 0; i < bits.length; i++) {
        if (((bits[i] ^ from[i]) & bound[i]) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Names that begin with the same relative distinguished names. */
  record Directory(DirectoryName base) implements Subtree {
    boolean contains(DirectoryName name) {
      return name.startsWith(base);
    }
  }

  /** A kind of name that is not compared. */
  record Other(int tag) implements Subtree {}

  /**
   * Decodes a GeneralName as the base of a subtree.
   *
   * @throws MalformedDerException when it is not a base
   */
  static Subtree read(Der base) {
    return switch (base.tag()) {
      case AlternativeNames.DNS -> new Dns(CertificateNames.canonical(AlternativeNames.text(base)));
      case AlternativeNames.ADDRESS -> addresses(base.bytes());
      case AlternativeNames.DIRECTORY -> new Directory(DirectoryName.of(base.only()));
      default -> new Other(base.tag());
    };
  }

  private static Subtree addresses(byte[] both) {
    if (both.length != 8 && both.length != 32) {
      throw new MalformedDerException("an address constraint of " + both.length + " bytes");
    }
    int half = both.length / 2;
    boolean ended = false;
    for (int bit = 0; bit < half * 8; bit++) {
      boolean set = (both[half + bit / 8] >> (7 - bit % 8) & 1) != 0;
      if (set && ended) {
        throw new MalformedDerException("an address constraint whose mask has gaps");
      }
      ended |= !set;
    }
    return new Addresses(
        Bytes.copyOf(Arrays.copyOf(both, half)),
        Bytes.copyOf(Arrays.copyOfRange(both, half, both.length)));
  }
}

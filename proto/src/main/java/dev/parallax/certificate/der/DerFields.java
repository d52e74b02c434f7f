package dev.parallax.certificate.der;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The fields of a DER sequence, in order. */
public final class DerFields {
  private final ArrayDeque<Der> left;

  DerFields(List<Der> all) {
    this.left = new ArrayDeque<>(all);
  }

  public Der next() {
    var next = left.poll();
    if (next == null) {
      throw new MalformedDerException("a sequence that ends early");
    }
    return next;
  }

  public Der next(int tag) {
    return next().as(tag);
  }

  /** The fields that are left, in order. */
  public List<Der> rest() {
    return List.copyOf(left);
  }

  /** The next field if it has this tag; a field of another tag is not consumed. */
  public Optional<Der> optional(int tag) {
    var next = left.peek();
    return next != null && next.tag() == tag ? Optional.of(next()) : Optional.empty();
  }
}

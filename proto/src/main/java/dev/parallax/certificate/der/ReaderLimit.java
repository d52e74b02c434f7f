package dev.parallax.certificate.der;

import dev.parallax.text.Printable;

/**
 * The reason why a certificate was not decoded or a chain not validated: a limit of this decoder.
 */
public sealed interface ReaderLimit {
  /** One line, at most 300 characters, without control characters. */
  String text();

  /**
   * A measured value over a limit.
   *
   * @param measured in the unit of the limit's measure; where counting stopped, the first value
   *     over the limit
   */
  record Exceeded(Limit limit, long measured) implements ReaderLimit {
    @Override
    public String text() {
      return Limit.number(measured)
          + " "
          + limit.measure()
          + " > "
          + Limit.number(limit.most())
          + ", the limit of this reader";
    }
  }

  /**
   * A kind of key or parameter that is not passed to a library.
   *
   * @param part e.g. {@code key algorithm}
   * @param value its object identifier, or a description
   */
  record Unsupported(String part, String value) implements ReaderLimit {
    public Unsupported {
      value = Printable.collapsed(value, 100);
    }

    @Override
    public String text() {
      return part + " " + value + " is not supported by this reader";
    }
  }

  /**
   * An unexpected failure of a library.
   *
   * @param reason the exception as text
   */
  record Defect(String reason) implements ReaderLimit {
    public Defect {
      reason = Printable.collapsed(reason, 200);
    }

    @Override
    public String text() {
      return "defect of this reader: " + reason;
    }
  }
}

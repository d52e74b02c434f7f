package dev.parallax.certificate;

import dev.parallax.text.Printable;

/** Why a certificate was not read or a chain not judged: a reason of this reader's own. */
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
   * A kind of key or parameter that no library is given.
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

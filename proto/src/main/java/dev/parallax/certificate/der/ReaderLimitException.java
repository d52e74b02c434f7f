package dev.parallax.certificate.der;

/** A limit of this reader was met; carries which. */
public final class ReaderLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized.
  private final ReaderLimit limit;

  public ReaderLimitException(ReaderLimit limit) {
    super(limit.text());
    this.limit = limit;
  }

  public ReaderLimit limit() {
    return limit;
  }
}

package dev.parallax.certificate;

/** A limit of this reader was met; carries which. */
final class ReaderLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized.
  private final ReaderLimit limit;

  ReaderLimitException(ReaderLimit limit) {
    super(limit.text());
    this.limit = limit;
  }

  ReaderLimit limit() {
    return limit;
  }
}

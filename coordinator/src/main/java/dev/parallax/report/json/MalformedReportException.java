package dev.parallax.report.json;

/** An invalid JSON document; the message contains the path and the expectation. */
public final class MalformedReportException extends RuntimeException {
  public MalformedReportException(String message) {
    super(message);
  }
}

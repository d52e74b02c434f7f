package dev.parallax.report.json;

/** A JSON document is not what it should be; the message names the place and the expectation. */
public final class MalformedReportException extends RuntimeException {
  public MalformedReportException(String message) {
    super(message);
  }
}

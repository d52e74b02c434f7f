package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.text.Printable;

/** The failure of an HTTP request. */
public final class HttpFailures {
  private HttpFailures() {}

  public static Failure ended(Ending ending, String detail) {
    var word =
        switch (ending) {
          case RESET -> FailureWord.HTTP_RESET;
          case EOF -> FailureWord.HTTP_EOF;
          case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
          case TIMEOUT -> FailureWord.HTTP_TIMEOUT;
        };
    return new Failure(Step.HTTP, word, detail);
  }

  /**
   * The data of a response stopped before its end.
   *
   * @param data of the connection
   * @param ending the way in which the data stopped
   */
  public static Failure cut(ReceivedData data, String ending) {
    return new Failure(
        Step.HTTP,
        FailureWord.HTTP_CUT,
        "the answer stops after %,d bytes in %,d segments of the connection: %s"
            .formatted(data.bytes(), data.segments(), ending));
  }

  public static Failure malformed(String detail) {
    return new Failure(Step.HTTP, FailureWord.HTTP_MALFORMED, detail);
  }

  /**
   * The received bytes are not HTTP.
   *
   * @param first the first bytes of the response
   * @param count of all received bytes
   */
  public static Failure unlike(byte[] first, long count) {
    boolean tls = first.length >= 3 && first[0] >= 20 && first[0] <= 24 && first[1] == 3;
    var what = tls ? "a TLS record" : "no HTTP";
    return malformed(
        what
            + " where a status line of HTTP/1.1 is expected; received "
            + count
            + " bytes: "
            + Printable.ascii(first, 32));
  }

  /**
   * Whether the received bytes are HTTP/2: a SETTINGS frame on stream 0 begins every connection
   * (RFC 9113, section 3.4).
   *
   * @param first the first bytes of the response
   */
  public static boolean isHttp2(byte[] first) {
    return first.length >= 9
        && first[0] == 0
        && first[3] == 4
        && first[4] == 0
        && (first[5] | first[6] | first[7] | first[8]) == 0;
  }

  /**
   * A block page instead of the site's page, recognised by its status (RFC 7725) or a fingerprint.
   */
  public static Failure blockpage(String detail) {
    return new Failure(Step.HTTP, FailureWord.HTTP_BLOCKPAGE, detail);
  }

  public static Failure redirectLoop(String detail) {
    return new Failure(Step.HTTP, FailureWord.HTTP_REDIRECT_LOOP, detail);
  }

  /** The answer opens no WebSocket. */
  public static Failure upgradeRefused(String detail) {
    return new Failure(Step.HTTP, FailureWord.WEBSOCKET_REFUSED, Printable.collapsed(detail, 200));
  }

  /** A status of 400 or more. */
  public static Failure status(int status, String reason) {
    return new Failure(Step.HTTP, FailureWord.httpStatus(status), (status + " " + reason).strip());
  }
}

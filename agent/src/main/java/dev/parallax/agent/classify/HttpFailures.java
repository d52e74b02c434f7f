package dev.parallax.agent.classify;

import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Step;
import dev.parallax.text.Printable;

/** The failure of an HTTP request. */
public final class HttpFailures {
  private HttpFailures() {}

  public static Failure ended(Ending ending, String said) {
    var word =
        switch (ending) {
          case RESET -> FailureWord.HTTP_RESET;
          case EOF -> FailureWord.HTTP_EOF;
          case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
          case TIMEOUT -> FailureWord.HTTP_TIMEOUT;
        };
    return new Failure(Step.HTTP, word, said);
  }

  public static Failure malformed(String said) {
    return new Failure(Step.HTTP, FailureWord.HTTP_MALFORMED, said);
  }

  /**
   * The received bytes are not HTTP.
   *
   * @param first the first bytes of the response
   */
  public static Failure unlike(byte[] first) {
    boolean tls = first.length >= 3 && first[0] >= 20 && first[0] <= 24 && first[1] == 3;
    return malformed(tls ? "a TLS record" : "starts with " + Printable.ascii(first, 16));
  }

  /**
   * A block page instead of the site's page, recognised by its status (RFC 7725) or a fingerprint.
   */
  public static Failure blockpage(String said) {
    return new Failure(Step.HTTP, FailureWord.HTTP_BLOCKPAGE, said);
  }

  public static Failure redirectLoop(String said) {
    return new Failure(Step.HTTP, FailureWord.HTTP_REDIRECT_LOOP, said);
  }

  /** The answer opens no WebSocket. */
  public static Failure upgradeRefused(String said) {
    return new Failure(Step.HTTP, FailureWord.WEBSOCKET_REFUSED, Printable.collapsed(said, 200));
  }

  /** A status of 400 or more. */
  public static Failure status(int status, String reason) {
    return new Failure(Step.HTTP, FailureWord.httpStatus(status), (status + " " + reason).strip());
  }
}

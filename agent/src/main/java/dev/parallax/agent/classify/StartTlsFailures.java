package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.text.Printable;

/** The failure of a connection that starts in cleartext, before its ClientHello. */
public final class StartTlsFailures {
  private static final int SAID = 200;

  private StartTlsFailures() {}

  /** In the server's own words where it has any. */
  public static Failure refused(String detail) {
    return failure(FailureWord.STARTTLS_REFUSED, detail);
  }

  /**
   * By the server's policy or load.
   *
   * @param reply with its code
   */
  public static Failure turnedAway(String reply) {
    return failure(FailureWord.STARTTLS_POLICY, reply);
  }

  /**
   * The response does not belong to this protocol.
   *
   * @param firstBytes the first bytes of the connection
   */
  public static Failure malformed(String detail, byte[] firstBytes) {
    return failure(FailureWord.STARTTLS_MALFORMED, detail + recognised(firstBytes));
  }

  public static Failure ended(Ending ending, String detail) {
    var word =
        switch (ending) {
          case RESET -> FailureWord.STARTTLS_RESET;
          case EOF -> FailureWord.STARTTLS_EOF;
          case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
          case TIMEOUT -> FailureWord.STARTTLS_TIMEOUT;
        };
    return failure(word, detail);
  }

  private static Failure failure(FailureWord word, String detail) {
    return new Failure(Step.TLS, word, Printable.collapsed(detail, SAID));
  }

  private static String recognised(byte[] first) {
    if (first.length >= 3 && first[0] >= 20 && first[0] <= 24 && first[1] == 3) {
      return "; a TLS record: TLS may begin at once on this port";
    }
    return first.length == 0 ? "" : "; began with: " + Printable.ascii(first, 64);
  }
}

package dev.parallax.agent.probe.trial;

import dev.parallax.agent.delay.OwnDelay;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which failures the delay of this agent could explain. They are no failures of the peer: to a
 * client that comes late a sound server is silent, or has hung up.
 */
public final class OwnLateness {
  /** No server in use gives a client less time than this to send the next message. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The shortest wait for an answer of a router. */
  private static final long ROUTER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final Set<FailureWord> SILENCE =
      Set.of(
          FailureWord.CONNECT_TIMEOUT,
          FailureWord.STARTTLS_TIMEOUT,
          FailureWord.TIMEOUT_AFTER_HELLO,
          FailureWord.HELLO_NOT_ACKED,
          FailureWord.TIMEOUT_MID_HANDSHAKE,
          FailureWord.HTTP_TIMEOUT,
          FailureWord.HTTP_CUT,
          FailureWord.QUIC_TIMEOUT);

  private static final Set<FailureWord> HUNG_UP =
      Set.of(
          FailureWord.RESET_BEFORE_DATA,
          FailureWord.CLOSED_BEFORE_DATA,
          FailureWord.CONNECTION_RESET,
          FailureWord.STARTTLS_RESET,
          FailureWord.STARTTLS_EOF,
          FailureWord.RESET_AFTER_HELLO,
          FailureWord.EOF_AFTER_HELLO,
          FailureWord.RESET_MID_HANDSHAKE,
          FailureWord.EOF_MID_HANDSHAKE,
          FailureWord.HTTP_RESET,
          FailureWord.HTTP_EOF,
          FailureWord.HTTP_CUT);

  private static final Set<FailureWord> ROUTERS_SILENT =
      Set.of(FailureWord.TRACE_TIMEOUT, FailureWord.ECHO_TIMEOUT);

  private OwnLateness() {}

  /**
   * Whether a failure is no evidence about the peer.
   *
   * @param silentPeer whether the peer was silent for the whole time-out of the step that ended:
   *     this agent attended to it, or the kernel recorded it
   */
  public static boolean explains(Failure failure, OwnDelay own, boolean silentPeer) {
    return (!silentPeer && SILENCE.contains(failure.word()))
        || (own.total() >= PATIENCE_NANOS && isHungUp(failure));
  }

  /** By closing the connection, or by status 408 (Request Timeout). */
  private static boolean isHungUp(Failure failure) {
    return HUNG_UP.contains(failure.word())
        || (failure.word().isHttpStatus() && failure.detail().startsWith("408"));
  }

  /** Of a probe of the path, whose waits are short. */
  public static Outcome forgive(Outcome outcome, OwnDelay own) {
    return outcome instanceof Outcome.Failed(var failure)
            && ROUTERS_SILENT.contains(failure.word())
            && own.total() >= ROUTER_NANOS
        ? new Outcome.NotRun(NotRunReason.AGENT_ERROR, own.detail())
        : outcome;
  }
}

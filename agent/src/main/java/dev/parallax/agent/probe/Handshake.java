package dev.parallax.agent.probe;

import dev.parallax.agent.probe.trial.Phase;
import javax.net.ssl.SSLException;

/** The TLS step of an attempt, by a TLS engine or by a hello written by hand. */
sealed interface Handshake extends Phase permits TlsHandshake, RawHandshake {
  /**
   * Called before the connect, so that no timing includes the creation of engines and keys.
   *
   * @throws SSLException when the recipe cannot be built
   * @throws IllegalArgumentException when the recipe or the server name is invalid
   */
  static Handshake prepare(Attempt attempt) throws SSLException {
    return attempt.trial().hello().shape().isWrittenByHand()
        ? RawHandshake.prepare(attempt)
        : TlsHandshake.prepare(attempt);
  }

  /** Sends the ClientHello. */
  @Override
  void start();

  /** Releases a prepared handshake that was never started. */
  default void release() {}
}

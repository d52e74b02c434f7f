package dev.parallax.agent.probe;

import dev.parallax.agent.probe.trial.Phase;
import javax.net.ssl.SSLException;

/** The TLS step of an attempt, by a TLS engine or by a hello written by hand. */
sealed interface Handshake extends Phase permits TlsHandshake, RawHandshake {
  /**
   * Before the connect, so that making engines and keys is in nobody's timing.
   *
   * @throws SSLException when the recipe cannot be made
   * @throws IllegalArgumentException when the recipe or server name is not understood
   */
  static Handshake prepare(Attempt attempt) throws SSLException {
    return attempt.trial().hello().shape().isWrittenByHand()
        ? RawHandshake.prepare(attempt)
        : TlsHandshake.prepare(attempt);
  }

  /** The connection is ours: the ClientHello leaves now. */
  void start();

  /** Frees what was prepared and never started. */
  default void release() {}
}

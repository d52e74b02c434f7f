package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.text.Printable;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http2.Http2Exception;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why an exchange with a name server broke off. */
final class ExchangeFailures {
  private static final int DEPTH = 8;
  private static final String FULL = "too many chains wait for judgement on this host";

  private ExchangeFailures() {}

  /**
   * The failure of an established connection.
   *
   * @param transport as in {@link dev.parallax.model.observation.DnsStep}
   */
  static Failure of(String transport, Throwable cause) {
    return find(cause, CertificateException.class)
        .or(() -> find(cause, CarrierException.class))
        .or(() -> find(cause, Http2Exception.class))
        .or(() -> find(cause, TooLongHttpContentException.class).map(ExchangeFailures::tooLong))
        .or(() -> find(cause, ClosedChannelException.class).map(ExchangeFailures::closed))
        .or(() -> find(cause, SSLException.class))
        .map(carrier -> DnsFailures.transport(Printable.message(carrier)))
        .or(
            () ->
                find(cause, DecoderException.class)
                    .map(framing -> DnsFailures.malformed(Printable.message(framing))))
        .orElseGet(() -> DnsFailures.connection(transport, cause));
  }

  /**
   * The limit of this host that ended an exchange, if it was one: a certificate over a limit of the
   * reader, or a full queue of certificates. Neither is a failure of the name server.
   */
  static Optional<GateRefusal> ours(Throwable cause) {
    return find(cause, UnjudgedException.class)
        .map(limit -> refusal(NotRunReason.UNSUPPORTED, Printable.message(limit)))
        .or(
            () ->
                find(cause, RejectedExecutionException.class)
                    .map(full -> refusal(NotRunReason.AGENT_ERROR, FULL)));
  }

  private static GateRefusal refusal(NotRunReason reason, String detail) {
    return new GateRefusal(reason, "certificate", detail);
  }

  private static Throwable tooLong(Throwable ignored) {
    return new CarrierException("a body of more than " + Carriers.LONGEST_MESSAGE + " bytes");
  }

  private static Throwable closed(Throwable ignored) {
    return new CarrierException("the resolver closed the connection");
  }

  private static Optional<Throwable> find(Throwable cause, Class<? extends Throwable> kind) {
    return Stream.iterate(cause, link -> link != null, Throwable::getCause)
        .limit(DEPTH)
        .filter(kind::isInstance)
        .findFirst();
  }
}

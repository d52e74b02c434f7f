package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The sentence of a failure: what arrived instead, what was expected, the number of received bytes,
 * and the time. {@code no TLS record; expected a TLS record; received 14 bytes: SSH-2.0-peer..;
 * after 3 ms}.
 */
public final class FailureSentence {
  private static final int SHOWN = 64;
  private static final String STATUS = "status ";

  private static final Map<FailureWord, String> EXPECTED =
      Map.ofEntries(
          Map.entry(FailureWord.DNS_TRANSPORT, "a reply of the name server"),
          Map.entry(FailureWord.RESET_BEFORE_DATA, "a connection that stays open"),
          Map.entry(FailureWord.CLOSED_BEFORE_DATA, "a connection that stays open"),
          Map.entry(FailureWord.TRACE_TIMEOUT, "a reply of the address"),
          Map.entry(FailureWord.ECHO_TIMEOUT, "an ICMP echo reply"),
          Map.entry(FailureWord.RESET_AFTER_HELLO, "a ServerHello"),
          Map.entry(FailureWord.EOF_AFTER_HELLO, "a ServerHello"),
          Map.entry(FailureWord.TIMEOUT_AFTER_HELLO, "a ServerHello"),
          Map.entry(FailureWord.HELLO_NOT_ACKED, "an ACK of the ClientHello"),
          Map.entry(FailureWord.NOT_TLS, "a TLS record"),
          Map.entry(FailureWord.MALFORMED_RECORD, "a TLS record"),
          Map.entry(FailureWord.alert(40), "parameters that the ClientHello offers"),
          Map.entry(FailureWord.alert(70), "a version that the ClientHello offers"),
          Map.entry(FailureWord.alert(112), "a certificate for the name"),
          Map.entry(FailureWord.alert(116), "a handshake without a client certificate"),
          Map.entry(FailureWord.alert(120), "a protocol that the ClientHello offers"),
          Map.entry(FailureWord.PARAMETERS_REFUSED, "parameters that the ClientHello offers"),
          Map.entry(FailureWord.HTTP_BLOCKPAGE, "the page of the site"),
          Map.entry(FailureWord.HTTP_REDIRECT_LOOP, "redirects that end"),
          Map.entry(FailureWord.WEBSOCKET_REFUSED, "101 Switching Protocols"));

  private FailureSentence() {}

  /**
   * The failure with its whole sentence.
   *
   * @param steps the record of the trial
   * @param whole the duration of the trial, where no duration of the failed step is recorded
   */
  public static Failure of(Failure failure, Steps steps, Duration whole) {
    var after = "; after " + took(failure, steps).orElse(whole).toMillis() + " ms";
    var detail = detail(failure);
    var rest = (hasItsParts(failure) ? "" : rest(failure, steps)) + after;
    return new Failure(
        failure.step(),
        failure.word(),
        Printable.cut(detail, Failure.DETAIL_LIMIT - rest.length()) + rest);
  }

  /** A status and its reason phrase are what was received. */
  private static String detail(Failure failure) {
    return failure.word().isHttpStatus()
        ? "received " + STATUS + failure.detail()
        : failure.detail();
  }

  /** What was expected and what was received; so has the sentence of an unmet expectation. */
  private static boolean hasItsParts(Failure failure) {
    return failure.word().isUnmetExpectation() || failure.word().isReply();
  }

  private static String rest(Failure failure, Steps steps) {
    var received = received(failure, steps).map(text -> "; received " + text).orElse("");
    return "; expected " + expected(failure) + received;
  }

  /** What arrived; empty where the detail has it, or where the kernel alone saw it. */
  private static Optional<String> received(Failure failure, Steps steps) {
    return switch (failure.step()) {
      case DNS -> dns(failure, steps);
      case TCP -> Optional.ofNullable(RECEIVED.get(failure.word()));
      case TLS -> steps.tls().map(FailureSentence::received);
      case HTTP ->
          steps
              .http()
              .map(HttpStep::status)
              .filter(code -> code > 0 && !failure.word().isHttpStatus())
              .map(code -> STATUS + code);
    };
  }

  private static final Map<FailureWord, String> RECEIVED =
      Map.ofEntries(
          Map.entry(FailureWord.DNS_TIMEOUT, "no matching reply"),
          Map.entry(FailureWord.DNS_MALFORMED, "a malformed reply"),
          Map.entry(FailureWord.DNS_TRANSPORT, "no reply"),
          Map.entry(FailureWord.CONNECTION_REFUSED, "a refusal"),
          Map.entry(FailureWord.CONNECTION_RESET, "a reset"),
          Map.entry(FailureWord.CONNECT_TIMEOUT, "no SYN-ACK"),
          Map.entry(FailureWord.RESET_BEFORE_DATA, "0 bytes and a reset"),
          Map.entry(FailureWord.CLOSED_BEFORE_DATA, "0 bytes and the end of the stream"),
          Map.entry(FailureWord.HOST_UNREACHABLE, "an error of a router or of this host"),
          Map.entry(FailureWord.NETWORK_UNREACHABLE, "an error of a router or of this host"),
          Map.entry(FailureWord.ADMIN_PROHIBITED, "an error of a router or of this host"),
          Map.entry(FailureWord.OPERATION_NOT_PERMITTED, "an error of this host"),
          Map.entry(FailureWord.TRACE_TIMEOUT, "no such reply"),
          Map.entry(FailureWord.ECHO_TIMEOUT, "no such reply"));

  /** A reply with a wrong id or question is no matching reply. */
  private static Optional<String> dns(Failure failure, Steps steps) {
    return steps
        .dns()
        .map(DnsStep::rcode)
        .filter(rcode -> !rcode.isEmpty())
        .map("rcode "::concat)
        .or(() -> Optional.ofNullable(RECEIVED.get(failure.word())));
  }

  private static String received(TlsStep step) {
    var traffic = step.traffic();
    var lines = step.cleartext().lines();
    if (traffic.bytesReceived() == 0 && !lines.isEmpty()) {
      return "in cleartext: " + Printable.collapsed(String.join(" | ", lines), 2 * SHOWN);
    }
    int certificates = step.chain().size();
    return traffic.bytesReceived()
        + " bytes"
        + (certificates == 0
            ? ""
            : certificates == 1 ? ", 1 certificate" : ", " + certificates + " certificates")
        + traffic.firstBytes().map(text -> ": " + Printable.collapsed(text, SHOWN)).orElse("");
  }

  private static String expected(Failure failure) {
    var word = failure.word();
    if (word.isHttpStatus()) {
      return "a status below 400";
    }
    var exact = EXPECTED.get(word);
    return exact != null ? exact : expected(failure.step(), word.word());
  }

  private static String expected(Step step, String word) {
    return switch (step) {
      case DNS -> "an address of the name";
      case TCP -> "a TCP connection";
      case TLS -> ofTls(word);
      case HTTP -> "an HTTP response";
    };
  }

  private static String ofTls(String word) {
    if (word.startsWith("cert_")) {
      return "a valid certificate chain for the name";
    }
    if (word.startsWith("starttls_")) {
      return "the server's consent to TLS";
    }
    return word.startsWith("quic_") ? "a QUIC handshake of version 1" : "the end of the handshake";
  }

  private static Optional<Duration> took(Failure failure, Steps steps) {
    return switch (failure.step()) {
      case DNS -> steps.dns().map(dns -> dns.took());
      // The recorded duration is that of the connect.
      case TCP ->
          steps
              .tcp()
              .map(TcpStep::took)
              .filter(took -> took.isPositive() && !failure.word().isReply());
      case TLS -> steps.tls().map(TlsStep::took);
      case HTTP -> steps.http().map(HttpStep::took);
    };
  }
}

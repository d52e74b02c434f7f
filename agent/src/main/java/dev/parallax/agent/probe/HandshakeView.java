package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.classify.TlsProgress;
import dev.parallax.agent.classify.handshake.ClientHello;
import dev.parallax.agent.classify.handshake.ServerFlight;
import dev.parallax.agent.probe.wire.KernelTcpInfo;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A handshake as observed on the wire, so that every kind of handshake is classified alike. */
final class HandshakeView {
  private static final int FIRST_LINE = 12;
  private static final int FIRST_BYTES = 64;

  private final Attempt attempt;
  private final long startedAt = System.nanoTime();

  /** From now on. */
  HandshakeView(Attempt attempt) {
    this.attempt = attempt;
  }

  /** The event that ends the handshake here, after more bytes arrived. */
  Optional<Failure> broken() {
    var records = attempt.tap().receivedRecords();
    if (records.isNotTls()) {
      return firstLine();
    } else if (records.isMalformed()) {
      return Optional.of(
          TlsFailures.malformed("no record header after " + records.records() + " records"));
    } else if (records.alert().filter(TlsFailures::isFinal).isPresent()) {
      return records.alert().map(alert -> TlsFailures.alert(alert, "in plaintext"));
    } else if (attempt.tap().isFull()) {
      return Optional.of(
          new Failure(
              Step.TLS,
              FailureWord.CERT_TOO_LARGE,
              attempt.tap().limit() / 1_024
                  + " KiB and no end of the handshake; TLS clients take 100 KiB of certificates"));
    }
    return Optional.empty();
  }

  /**
   * Waits for enough bytes to recognise the protocol; the end of the connection or the timeout
   * decides as well.
   */
  private Optional<Failure> firstLine() {
    return firstBytes().filter(bytes -> bytes.length >= FIRST_LINE).map(TlsFailures::notTls);
  }

  Failure ended(Ending ending, String detail) {
    var tap = attempt.tap();
    if (tap.alert().isEmpty() && wasAskedAndClosed(ending)) {
      return TlsFailures.closedAfterRequest(ending);
    }
    boolean nothingAcked = KernelTcpInfo.nothingAcked(attempt.channel());
    return TlsFailures.ended(
        ending,
        new TlsProgress(tap.bytesReceived(), nothingAcked, tap.alert(), firstBytes()),
        detail);
  }

  private boolean wasAskedAndClosed(Ending ending) {
    return (ending == Ending.EOF || ending == Ending.RESET)
        && attempt.tap().receivedRecords().flight().certificateRequested();
  }

  Optional<byte[]> firstBytes() {
    return attempt.tap().receivedRecords().isNotTls()
        ? Optional.of(attempt.tap().firstReceived())
        : Optional.empty();
  }

  /**
   * The step up to now.
   *
   * @param chain DER, leaf first
   * @param certificateRequested observed outside the wire
   */
  TlsStep step(
      String alpn, List<byte[]> chain, boolean certificateRequested, Optional<Alert> alert) {
    long now = System.nanoTime();
    var flight = attempt.tap().receivedRecords().flight();
    return new TlsStep(
        hello(),
        agreed(flight, alpn),
        chain.stream().map(attempt.trial().around().chains()::facts).toList(),
        Optional.empty(),
        Optional.empty(),
        certificateRequested || flight.certificateRequested(),
        alert,
        traffic(),
        Duration.ofNanos(now - attempt.tap().lastSendAt()),
        Duration.ofNanos(now - startedAt));
  }

  private static TlsStep.Agreed agreed(ServerFlight flight, String alpn) {
    return new TlsStep.Agreed(
        flight.version(), flight.cipher(), flight.group(), alpn, flight.askedAgain());
  }

  private TlsStep.SentHello hello() {
    var serverName = attempt.trial().spec().serverName();
    return ClientHello.of(attempt.tap().firstSent())
        .map(
            sent ->
                new TlsStep.SentHello(
                    serverName, sent.random(), sent.maskedHash(), sent.size(), sent.ja4()))
        .orElseGet(() -> TlsStep.SentHello.none(serverName));
  }

  private TlsStep.Traffic traffic() {
    var tap = attempt.tap();
    return new TlsStep.Traffic(
        tap.bytesSent(),
        tap.bytesReceived(),
        tap.sentRecords().records(),
        tap.receivedRecords().records(),
        firstBytes().map(bytes -> Printable.ascii(bytes, FIRST_BYTES)));
  }
}

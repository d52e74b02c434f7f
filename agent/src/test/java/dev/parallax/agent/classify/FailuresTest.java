package dev.parallax.agent.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.TlsStep.Alert;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "111, connection_refused",
    "104, reset_before_data",
    "110, connect_timeout",
    "113, host_unreachable",
    "112, host_unreachable",
    "101, network_unreachable",
    "13, admin_prohibited",
    "1, operation_not_permitted",
    "71, unknown_failure"
  })
  void errorNumber_notItsWording_decides(int number, String word) {
    var cause = new ConnectException("connect(..) failed with error(-" + number + "): 拒绝连接");
    assertEquals(word, TcpFailures.of(Step.TCP, cause).word().word());
  }

  @Test
  void noRoute_hasNoNumber() {
    var failure = TcpFailures.of(Step.TCP, new NoRouteToHostException());
    assertEquals(FailureWord.HOST_UNREACHABLE, failure.word());
  }

  @Test
  void unknownThrowable_keepsItsWords() {
    var failure = TcpFailures.of(Step.TCP, new IOException("first\u0007second"));
    assertEquals(FailureWord.UNKNOWN, failure.word());
    assertEquals("first second", failure.detail());
  }

  /** Dropped segments need a packet filter, so there is no loopback peer for this word. */
  @Test
  void silence_withUnacknowledgedHello_isNotAcked() {
    var progress = new TlsProgress(0, true, Optional.empty(), Optional.empty());
    assertEquals(
        FailureWord.HELLO_NOT_ACKED, TlsFailures.ended(Ending.TIMEOUT, progress, "").word());
    assertEquals(
        FailureWord.RESET_AFTER_HELLO, TlsFailures.ended(Ending.RESET, progress, "").word());
  }

  @Test
  void warningAlertThenEnd_isTheAlert() {
    var progress =
        new TlsProgress(7, false, Optional.of(new Alert(1, 112, true)), Optional.empty());
    assertEquals(
        "alert_unrecognized_name", TlsFailures.ended(Ending.EOF, progress, "").word().word());
    assertEquals(
        FailureWord.TIMEOUT_MID_HANDSHAKE, TlsFailures.ended(Ending.TIMEOUT, progress, "").word());
  }

  @Test
  void plainHttp_isRecognised() {
    var failure =
        TlsFailures.notTls(
            "HTTP/1.1 400 Bad\u001b Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals("plain HTTP: HTTP/1.1 400 Bad Request", failure.detail());
  }

  @Test
  void encryptedAlert_isReadFromTheNumber() {
    var cause = new IOException(new SSLException("error:1000045c:SSL routines:X:Y"));
    assertEquals(Optional.of(new Alert(2, 116, true)), TlsFailures.alertIn(cause));
    assertTrue(TlsFailures.alertIn(new SSLException("error:10000089:SSL:X:Y")).isEmpty());
    assertTrue(TlsFailures.alertIn(new SSLException("closed")).isEmpty());
  }

  @Test
  void engineThatChokes_isAMalformedRecord() {
    var cause = new SSLException("choked");
    assertEquals(
        FailureWord.MALFORMED_RECORD,
        TlsFailures.engine(cause, Optional.of(new Alert(2, 50, false))).word());
    assertEquals(FailureWord.UNKNOWN, TlsFailures.engine(cause, Optional.empty()).word());
  }

  /** The client's own alert is not the server's. */
  @ParameterizedTest
  @CsvSource({
    "BAD_SIGNATURE, cert_key_mismatch",
    "CANNOT_PARSE_LEAF_CERT, cert_malformed",
    "KEY_USAGE_BIT_INCORRECT, cert_wrong_purpose",
    "WRONG_CERTIFICATE_TYPE, cert_weak_key_or_signature",
    "EXCESSIVE_MESSAGE_SIZE, cert_chain_too_large",
    "UNSUPPORTED_PROTOCOL, server_parameters_refused",
    "WRONG_CIPHER_RETURNED, server_parameters_refused",
    "DECODE_ERROR, malformed_record",
    "UNEXPECTED_MESSAGE, malformed_record"
  })
  void enginesOwnRefusal_hasTheWordOfItsReason(String reason, String word) {
    var said = "error:1000007b:SSL routines:OPENSSL_internal:" + reason;
    for (var alert : List.of(new Alert(2, 70, false), new Alert(2, 47, false))) {
      assertEquals(
          word, TlsFailures.engine(new SSLException(said), Optional.of(alert)).word().word());
    }
    assertEquals(
        "alert_protocol_version",
        TlsFailures.engine(new SSLException(said), Optional.of(new Alert(2, 70, true)))
            .word()
            .word());
  }

  @Test
  void twoQuestions_theOneThatSaysMoreSpeaks() {
    DnsReply none = new DnsReply.Answered("NOERROR", List.of(), AliasChain.NONE, false, false, "");
    DnsReply silent = new DnsReply.Failed(DnsFailures.timeout(""));
    DnsReply missing =
        new DnsReply.Answered("NXDOMAIN", List.of(), AliasChain.NONE, false, false, "");
    assertEquals(FailureWord.DNS_TIMEOUT, word(none, silent));
    assertEquals(FailureWord.DNS_NXDOMAIN, word(silent, missing));
    assertEquals(FailureWord.DNS_NO_ANSWER, word(none, none));
  }

  private static FailureWord word(DnsReply... replies) {
    return DnsFailures.of(List.of(replies)).orElseThrow().word();
  }
}

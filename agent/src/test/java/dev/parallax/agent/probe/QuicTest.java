package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.classify.packet.QuicPacket;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** QUIC handshakes with servers in order and out of it. */
@ExtendWith(Leaks.class)
@SuppressWarnings("FutureReturnValueIgnored") // The prober under test detects the failure.
@ResourceLock(QuicTest.LOCK)
class QuicTest {
  /** The resource lock of the static fields, which {@link FailureWordsTest} sets too. */
  static final String LOCK = "dev.parallax.agent.probe.QuicTest";

  private static final long STEP_MILLIS = 1_800;

  /** For tests without a timeout. */
  private static final long PATIENT_MILLIS = 10_000;

  private static final int V1 = 1;
  private static final X509Bundle SITE = Sites.ec();

  private static Prober prober;

  @BeforeAll
  static void open() {
    prober = Probes.prober();
  }

  @AfterAll
  static void close() {
    prober.close();
  }

  @Test
  void server_isSpokenTo() {
    try (var peer = QuicPeer.of(SITE, "h3", UnaryOperator.identity(), QuicPeer.idle())) {
      var result = probe(peer.port());
      assertEquals("ok", Probes.word(result), result::toString);
      var tls = result.steps().tls().orElseThrow();
      assertEquals("TLSv1.3", tls.agreed().version());
      assertEquals("h3", tls.agreed().alpn());
      assertTrue(tls.agreed().cipher().startsWith("TLS_"), tls::toString);
      assertEquals(Probes.HOST, tls.chain().getFirst().names().getFirst());
      assertEquals(Optional.of(Probes.HOST), tls.hello().serverName());
      assertTrue(tls.traffic().bytesSent() >= 1_200 && tls.traffic().recordsSent() > 1);
      assertTrue(tls.traffic().bytesReceived() > 500 && tls.traffic().recordsReceived() > 0);
      assertTrue(result.steps().tcp().isEmpty());
    }
  }

  /** One process contains quiche's BoringSSL and tcnative's. */
  @Test
  void tcpAndQuic_liveTogether() {
    try (var quic = QuicPeer.of(SITE, "h3", UnaryOperator.identity(), QuicPeer.idle());
        var tcp = TlsPeer.of(SITE.getKeyPair().getPrivate(), SITE.getCertificate())) {
      for (int i = 0; i < 3; i++) {
        assertEquals("ok", Probes.word(probe(quic.port())));
        assertEquals("ok", word(tcp));
      }
    }
  }

  private static String word(TlsPeer peer) {
    return Probes.word(Probes.one(prober, Probes.tls(peer.port()).spec(), PATIENT_MILLIS));
  }

  @Test
  void silence_isATimeout() {
    try (var peer = QuicPeer.of(answering(context -> Optional.empty()))) {
      assertFails("quic_handshake_timeout", peer);
    }
  }

  @Test
  void garbage_isNoAnswer() {
    try (var peer =
        QuicPeer.of(
            answering(
                datagram -> Optional.of(Unpooled.copiedBuffer("no", StandardCharsets.UTF_8))))) {
      assertFails("quic_handshake_timeout", peer);
    }
  }

  @Test
  void closedPort_isRefused() {
    var result = probe(freePort());
    assertEquals("tls:connection_refused", Probes.word(result), result::toString);
  }

  private static int freePort() {
    try (var peer = QuicPeer.of(QuicPeer.idle())) {
      return peer.port();
    }
  }

  @Test
  void otherVersions_areSaid() {
    try (var peer = QuicPeer.of(answering(sent -> Optional.of(negotiation(sent, 0xff00001d))))) {
      var result = probe(peer.port());
      assertEquals("tls:quic_version_negotiation", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains("0xff00001d"), result::toString);
    }
  }

  /** RFC 9000, section 6.2: it must be ignored. */
  @Test
  void negotiationOfTheVersionWeSpeak_isForged() {
    try (var peer = QuicPeer.of(answering(sent -> Optional.of(negotiation(sent, V1))))) {
      assertFails("quic_handshake_timeout", peer);
    }
  }

  /** The first byte of the connection id is another than that of the packet answered. */
  private static ByteBuf withOtherId(ByteBuf negotiation) {
    return negotiation.setByte(6, ~negotiation.getByte(6));
  }

  @Test
  void negotiationByOneWhoDidNotSeeOurPacket_isForged() {
    try (var peer =
        QuicPeer.of(answering(sent -> Optional.of(withOtherId(negotiation(sent, 2)))))) {
      assertFails("quic_handshake_timeout", peer);
    }
  }

  @Test
  void noCommonProtocol_isAnAlert() {
    try (var peer = QuicPeer.of(SITE, "smtp", UnaryOperator.identity(), QuicPeer.idle())) {
      var result = assertFails("alert_no_application_protocol", peer);
      assertEquals(
          Optional.of(new Alert(2, 120, true)), result.steps().tls().orElseThrow().alert());
    }
  }

  @Test
  void connectionClose_isSaidWithItsReason() {
    try (var peer = QuicPeer.of(answering(sent -> Optional.of(refusal(sent))))) {
      var result = assertFails("quic_connection_close", peer);
      assertTrue(result.outcome().toString().contains("too busy"), result::toString);
    }
  }

  @Test
  void abandoned_isNotRun() throws Exception {
    try (var peer = QuicPeer.of(QuicPeer.idle())) {
      var prober = Probes.prober();
      var running =
          prober.probe(
              Arms.quic(HelloTest.target(peer.port())).build(),
              HelloRecipe.STANDARD,
              Duration.ofSeconds(20));
      prober.close();
      assertEquals("not_run:agent_error", Probes.word(running.get().getFirst()));
      assertFalse(running.isCompletedExceptionally());
    }
  }

  private static ByteBuf refusal(ByteBuf sent) {
    var first = QuicPacket.read(ByteBufUtil.getBytes(sent)).orElseThrow();
    return Unpooled.wrappedBuffer(QuicRefusal.of(first, 2, "too busy"));
  }

  private static ProbeResult assertFails(String word, QuicPeer peer) {
    var result = probe(peer.port(), word.endsWith("timeout") ? STEP_MILLIS : PATIENT_MILLIS);
    assertEquals("tls:" + word, Probes.word(result), result::toString);
    return result;
  }

  private static ProbeResult probe(int port) {
    return probe(port, PATIENT_MILLIS);
  }

  private static ProbeResult probe(int port, long stepMillis) {
    return Probes.one(prober, Arms.quic(HelloTest.target(port)).build(), stepMillis);
  }

  private interface Answer {
    Optional<ByteBuf> to(ByteBuf datagram);
  }

  private static ChannelHandler answering(Answer answer) {
    return new SimpleChannelInboundHandler<DatagramPacket>() {
      @Override
      protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        answer
            .to(packet.content())
            .ifPresent(bytes -> context.writeAndFlush(new DatagramPacket(bytes, packet.sender())));
      }
    };
  }

  /** RFC 8999, section 6: both connection ids change places. */
  private static ByteBuf negotiation(ByteBuf sent, int version) {
    int toLength = sent.getUnsignedByte(5);
    int fromLength = sent.getUnsignedByte(6 + toLength);
    return Unpooled.buffer()
        .writeByte(0xC0)
        .writeInt(0)
        .writeByte(fromLength)
        .writeBytes(sent, 7 + toLength, fromLength)
        .writeByte(toLength)
        .writeBytes(sent, 6, toLength)
        .writeInt(version);
  }
}

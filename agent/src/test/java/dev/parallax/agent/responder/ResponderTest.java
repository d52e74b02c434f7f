package dev.parallax.agent.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A responder on loopback with callers of every behaviour. */
@Timeout(60)
final class ResponderTest {
  private static final VantageId SELF = new VantageId("eu-a-1");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetSocketAddress ANY_PORT = new InetSocketAddress(LOOPBACK, 0);
  private static final String NAME = "shop.example";
  private static final int ROUND = 2;
  private static final int GREETING = 64 * 1024;

  private final long begun = System.nanoTime();
  private Responder responder = start(ResponderLimits.STANDARD);

  @AfterEach
  void close() {
    responder.close();
  }

  @Test
  void handshake_bothEndsNameTheSameHello() throws Exception {
    var hello = handshake().steps().tls().orElseThrow().hello();
    var seen = only(ended());

    assertEquals(SELF, seen.witness());
    assertEquals(ROUND, seen.round());
    assertEquals(Sighting.Means.RESPONDER, seen.means());
    assertEquals(LOOPBACK, seen.peer());
    assertEquals(responder.address().getPort(), seen.port());
    assertEquals(64, hello.random().length());
    assertEquals(hello.random(), seen.helloRandom());
    assertEquals(hello.hash(), seen.helloHash());
    assertEquals(Optional.of(NAME), seen.serverName());
    assertTrue(seen.bytesReceived() >= hello.bytes(), seen::toString);
    assertTrue(seen.bytesSent() > 0, seen::toString);
    assertEquals(0, seen.resetsSent());
  }

  @Test
  void resetAfterTheHello_isThePeers() throws Exception {
    try (var caller = call()) {
      caller.getOutputStream().write(1);
      awaitBytes(1);
      caller.setSoLinger(true, 0);
    }
    var seen = only(ended());
    assertEquals(Sighting.ConnectionEnd.RESET_BY_PEER, seen.ending());
    assertEquals("", seen.helloRandom());
    assertEquals(1, seen.bytesReceived());
  }

  @Test
  void callerThatLeaves_closedItself() throws Exception {
    call().close();
    assertEquals(Sighting.ConnectionEnd.CLOSED_BY_PEER, only(ended()).ending());
  }

  @Test
  void callerThatStays_isOpen() throws Exception {
    try (var caller = call()) {
      assertEquals(Sighting.ConnectionEnd.OPEN, only(awaitSome()).ending());
      assertEquals(caller.getLocalPort(), only(awaitSome()).peerPort());
    }
  }

  @Test
  void garbage_isAnsweredByAnOrderlyEndNotByAReset() throws Exception {
    try (var caller = call()) {
      caller.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".repeat(200).getBytes(ASCII));
      assertEquals(-1, drain(caller));
    }
    assertEquals(Sighting.ConnectionEnd.CLOSED_HERE, only(over()).ending());
  }

  @Test
  void callerThatNeverEnds_isLetGoAndSaidSo() throws Exception {
    restart(limits(128, Duration.ofMillis(50), new SendingBudget.Rate(20, 80)));
    try (var caller = call()) {
      assertEquals(-1, drain(caller));
      var seen = only(ended());
      assertEquals(Sighting.ConnectionEnd.CLOSED_HERE, seen.ending());
      assertEquals(0, seen.resetsSent());
    }
  }

  @Test
  void flood_isCutAndTheResetOwned() throws Exception {
    try (var caller = call()) {
      var flood = new byte[1024];
      flood[0] = 22;
      assertThrows(IOException.class, () -> writeFor(caller.getOutputStream(), flood));
    }
    var seen = only(ended());
    assertEquals(Sighting.ConnectionEnd.RESET_HERE, seen.ending());
    assertEquals(1, seen.resetsSent());
    assertTrue(seen.bytesReceived() < 2 * GREETING, seen::toString);
  }

  @Test
  void tooManyAtOnce_waitAndAreServedLater() throws Exception {
    restart(limits(1, Duration.ofSeconds(20), new SendingBudget.Rate(20, 80)));
    var first = call();
    awaitSome();
    try (var second = call()) {
      assertEquals(1, sightings().size());
      first.close();
      await(seen -> seen.stream().anyMatch(one -> one.peerPort() == second.getLocalPort()));
    }
  }

  @Test
  void tooManyFromOneAddress_areClosedWithoutAReset() throws Exception {
    restart(limits(128, Duration.ofSeconds(20), new SendingBudget.Rate(1, 1)));
    handshake();
    try (var caller = call()) {
      caller.getOutputStream().write(22);
      assertEquals(-1, drain(caller));
    }
    assertEquals(2, ended().size());
    assertTrue(sightings().stream().allMatch(seen -> seen.resetsSent() == 0));
  }

  @Test
  void onlyWhatBeganSince() throws Exception {
    handshake();
    ended();
    var later = System.nanoTime();
    assertEquals(List.of(), responder.seen(ROUND, later).get(10, TimeUnit.SECONDS));
  }

  @Test
  void aTakenPort_isSaid() {
    var taken = assertThrows(IOException.class, () -> Responder.start(SELF, responder.address()));
    assertTrue(String.valueOf(taken.getMessage()).contains("cannot listen on"), taken::toString);
  }

  private static final Charset ASCII = StandardCharsets.US_ASCII;

  private ProbeResult handshake() throws Exception {
    var config = new ProberConfig(Optional.empty(), new InetSocketAddress(LOOPBACK, 9), List.of());
    var policy = Policy.of(List.of(Cidr.parse("127.0.0.0/8")));
    try (var prober = new Prober(config, policy, Clock.systemUTC())) {
      var at = Target.parse("tls://127.0.0.1:" + responder.address().getPort());
      var probe =
          Arms.responder(Target.parse("https://" + NAME), at, Optional.of(NAME), "eu-a-1").build();
      var results =
          prober
              .probe(probe, HelloRecipe.STANDARD, Duration.ofSeconds(10))
              .get(20, TimeUnit.SECONDS);
      assertEquals(List.of("Ok[]"), results.stream().map(one -> one.outcome().toString()).toList());
      return results.getFirst();
    }
  }

  private Socket call() throws IOException {
    return new Socket(LOOPBACK, responder.address().getPort());
  }

  private List<Sighting> sightings() {
    return responder.seen(ROUND, begun).orTimeout(10, TimeUnit.SECONDS).join();
  }

  private List<Sighting> awaitSome() {
    return await(seen -> !seen.isEmpty());
  }

  private void awaitBytes(long bytes) {
    await(seen -> seen.stream().anyMatch(one -> one.bytesReceived() >= bytes));
  }

  private List<Sighting> ended() {
    return over();
  }

  private List<Sighting> over() {
    return await(
        seen ->
            !seen.isEmpty()
                && seen.stream().noneMatch(one -> one.ending() == Sighting.ConnectionEnd.OPEN));
  }

  private List<Sighting> await(Predicate<List<Sighting>> until) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() - deadline < 0) {
      var seen = sightings();
      if (until.test(seen)) {
        return seen;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("never so: " + sightings());
  }

  private static Sighting only(List<Sighting> seen) {
    assertEquals(1, seen.size(), seen::toString);
    return seen.getFirst();
  }

  private static int drain(Socket caller) throws IOException {
    var buffer = new byte[1024];
    int read = 0;
    while (read >= 0) {
      read = caller.getInputStream().read(buffer);
    }
    return read;
  }

  private static void writeFor(OutputStream out, byte[] bytes) throws IOException {
    var written = new ArrayList<Integer>();
    while (written.size() < 1_000_000) {
      out.write(bytes);
      written.add(bytes.length);
    }
  }

  private void restart(ResponderLimits limits) {
    responder.close();
    responder = start(limits);
  }

  private static ResponderLimits limits(
      int connections, Duration lifetime, SendingBudget.Rate perPeer) {
    return new ResponderLimits(
        connections,
        GREETING,
        lifetime,
        Duration.ofMillis(200),
        100,
        Duration.ofMinutes(1),
        perPeer,
        new SendingBudget.Rate(100, 400));
  }

  private static Responder start(ResponderLimits limits) {
    try {
      return Responder.start(SELF, ANY_PORT, limits);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

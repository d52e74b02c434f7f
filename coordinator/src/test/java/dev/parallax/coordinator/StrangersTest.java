package dev.parallax.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.v1.CoordinatorMessage.KindCase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The cost of connections without a certificate: an honest agent keeps its link, another agent can
 * join, and memory stays bounded. The measured memory includes both ends, which share this process.
 */
@Timeout(60)
@Isolated
final class StrangersTest {
  private static final int MEGABYTE = 1 << 20;
  private static final String ELSEWHERE = "127.0.0.2";

  @TempDir Path folder;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Stranger> strangers = new ArrayList<>();
  private Stage stage;
  private HonestAgent honest;

  @BeforeEach
  void start() throws Exception {
    stage = new Stage(folder);
    honest = stage.agent("eu-1");
    honest.await(KindCase.HEARTBEAT);
  }

  @AfterEach
  void stop() throws Exception {
    strangers.forEach(Stranger::close);
    stage.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }

  @Test
  void enrolmentStreamsOfOneConnection_costLittleMemory() throws Exception {
    assertCostsLess(16 * MEGABYTE, () -> enrolments(1, 120));
    assertHonestAgentsAreServed();
  }

  @Test
  void enrolmentConnections_costLittleMemory() throws Exception {
    assertCostsLess(32 * MEGABYTE, () -> enrolments(120, 1));
    assertHonestAgentsAreServed();
  }

  @Test
  void rapidReset_isCut() throws Exception {
    var stranger = stranger(ELSEWHERE);
    for (int round = 0; round < 500 && stranger.open(); round++) {
      stranger.write(
          100,
          out -> {
            out.headers(Stranger.ENROL, 0);
            out.reset();
          });
    }
    await("the connection is cut", () -> !stranger.open());
    assertHonestAgentsAreServed();
  }

  @Test
  void idleAndSlowConnections_areCut() throws Exception {
    var silent = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 250; i++) {
        strangers.add(Stranger.connect(loop, ELSEWHERE, stage.address()));
        silent.add(slow(i));
      }
      assertHonestAgentsAreServed();
      await("idle connections are cut", () -> strangers.stream().noneMatch(Stranger::open));
      for (var socket : silent) {
        assertTrue(closed(socket), "a handshake that does not go on is cut");
      }
    } finally {
      for (var socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void connectionsOfAnAgentsOwnAddress_makeRoomForIt() throws Exception {
    for (int i = 0; i < 200; i++) {
      strangers.add(Stranger.connect(loop, "127.0.0.1", stage.address()));
    }
    LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());
    assertHonestAgentsAreServed();
  }

  @Test
  void healthWatches_areRefused() throws Exception {
    var stranger = stranger(ELSEWHERE);
    watches(stranger, 1);
    await("an answer", () -> !stranger.statuses().isEmpty());
    for (int round = 0; round < 20 && stranger.open(); round++) {
      watches(stranger, 100);
    }
    await(
        "an answer to each, or the end of the connection",
        () -> !stranger.open() || stranger.statuses().size() + stranger.refusedStreams() > 2_000);
    assertEquals(
        List.of("16"), stranger.statuses().stream().distinct().toList(), "UNAUTHENTICATED");
    assertHonestAgentsAreServed();
  }

  @Test
  void headersOfAMegabyte_areRefused() throws Exception {
    assertCostsLess(
        8 * MEGABYTE,
        () -> stranger(ELSEWHERE).write(1, out -> out.headers(Stranger.ENROL, MEGABYTE)));
    assertHonestAgentsAreServed();
  }

  private static void watches(Stranger stranger, int streams) {
    stranger.write(
        streams,
        out -> {
          out.headers(Stranger.WATCH, 0);
          out.message(0, Unpooled.EMPTY_BUFFER, true);
        });
  }

  /** Each connection from its own address opens streams and sends nearly all of a long message. */
  private void enrolments(int connections, int streams) throws InterruptedException {
    var content = Unpooled.directBuffer(4 * MEGABYTE).writeZero(4 * MEGABYTE - 1_024);
    var opened =
        IntStream.range(0, connections).mapToObj(i -> stranger("127.0.0." + (2 + i))).toList();
    for (var stranger : opened) {
      if (stranger.greeted()) {
        stranger.write(
            streams,
            out -> {
              out.headers(Stranger.ENROL, 0);
              out.message(4 * MEGABYTE - 10, content, false);
            });
      }
    }
    content.release();
    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
  }

  private Stranger stranger(String from) {
    try {
      var stranger = Stranger.connect(loop, from, stage.address());
      strangers.add(stranger);
      stranger.greeted();
      return stranger;
    } catch (InterruptedException hurried) {
      throw new AssertionError(hurried);
    }
  }

  /** A TLS record that is announced and never sent. */
  private Socket slow(int number) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ELSEWHERE), 0));
    socket.connect(stage.address());
    socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, (byte) number});
    return socket;
  }

  private static boolean closed(Socket socket) throws IOException {
    socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    try {
      while (socket.getInputStream().read() >= 0) {
        // An alert may come first.
      }
      return true;
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** The open link works, and a new vantage joins and connects. */
  private void assertHonestAgentsAreServed() throws Exception {
    stage.drain("eu-1");
    honest.await(KindCase.DRAIN);
    assertFalse(honest.hasEnded());
    stage.agent("us-1").await(KindCase.HEARTBEAT);
  }

  private static void assertCostsLess(long bytes, Attack attack) throws Exception {
    var before = used();
    attack.run();
    var cost = used() - before;
    System.err.println("cost " + cost / 1024 + " KiB");
    assertTrue(cost < bytes, () -> "expected less than " + bytes + " bytes, cost: " + cost);
  }

  private static long used() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
        + PlatformDependent.usedDirectMemory();
  }

  private static void await(String what, BooleanSupplier condition) {
    var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < patience, what);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private interface Attack {
    void run() throws Exception;
  }
}

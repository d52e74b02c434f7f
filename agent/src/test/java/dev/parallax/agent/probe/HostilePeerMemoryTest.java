package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The memory of the process with many peers that never finish. */
@ExtendWith(Leaks.class)
@Isolated
class HostilePeerMemoryTest {
  private static final Prober PROBER = Probes.prober();
  private static final int CONNECTIONS = 64;
  private static final long BYTES_EACH = 160 * 1024;

  @BeforeAll
  static void loadClasses() {
    PROBER.warmUp();
  }

  @AfterAll
  static void close() {
    PROBER.close();
  }

  @Test
  void manyUnfinishedRecords_takeBoundedMemory() throws Exception {
    assertBounded(HostilePeerTest::unfinishedRecord, Probes.tls(1).spec());
  }

  @Test
  void manyUnfinishedHeads_takeBoundedMemory() throws Exception {
    assertBounded(
        talk -> talk.say(HostilePeerTest.OK + "a: b\r\n".repeat(2_500) + "c: " + "d".repeat(900)),
        Probes.http(1).spec());
  }

  /** While all of them hang, after sending any number of bytes. */
  private static void assertBounded(Peer.Script script, ProbeSpec spec) throws Exception {
    var said = new CountDownLatch(CONNECTIONS);
    var running = new ArrayList<CompletableFuture<List<ProbeResult>>>();
    try (var peer =
        Peer.of(
            talk -> {
              script.play(talk);
              said.countDown();
            })) {
      long before = used();
      for (int i = 0; i < CONNECTIONS; i++) {
        var each = spec.but().port(peer.port()).build();
        running.add(PROBER.probe(each, HelloRecipe.STANDARD, Duration.ofSeconds(6)));
      }
      assertTrue(said.await(5, TimeUnit.SECONDS));
      long more = used() - before;
      assertTrue(running.stream().noneMatch(CompletableFuture::isDone), "all hang");
      assertTrue(more < CONNECTIONS * BYTES_EACH, () -> more + " bytes");
    }
    CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);
  }

  /** Heap after a collection, and the memory of Netty's allocator. */
  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    var allocator = (ByteBufAllocatorMetricProvider) new EpollSocketChannel().alloc();
    return runtime.totalMemory()
        - runtime.freeMemory()
        + allocator.metric().usedDirectMemory()
        + allocator.metric().usedHeapMemory();
  }
}

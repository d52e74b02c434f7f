package dev.parallax.agent.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The time-out of a step on a loop that is on time, late once, or late for ever. */
@Timeout(30)
@Isolated
final class StepTimerTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final OwnDelay own = new OwnDelay(loop);

  @AfterEach
  void close() throws Exception {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }

  @Test
  void loopOnTime_theStepHadItsLimit() throws Exception {
    var end = start();

    assertTrue(end.get().attended(), "nothing held up the loop");
    assertTrue(end.get().nanos() < 2 * LIMIT.toNanos(), () -> end.join().toString());
  }

  @Test
  void loopLateOnce_theStepIsGivenThatTimeAgain() throws Exception {
    var end = start();
    block(200);

    assertTrue(end.get().attended(), "the step waits on for the time it was not attended to");
    assertTrue(end.get().nanos() >= Duration.ofMillis(470).toNanos(), () -> end.join().toString());
  }

  @Test
  void loopLateForEver_theStepEndsAfterTwiceItsLimitUnattended() throws Exception {
    var end = start();
    for (int i = 0; i < 12; i++) {
      block(95);
    }

    assertEquals(false, end.get().attended());
    var delay = loop.submit(own::stop).get();
    assertTrue(delay.total().compareTo(LIMIT) > 0, delay::toString);
    // A task that is due within 20 ms of the beginning of a block waits 75 ms or more.
    assertTrue(delay.longest().compareTo(Duration.ofMillis(70)) > 0, delay::toString);
    assertTrue(delay.isNotable(), delay::toString);
  }

  private record End(boolean attended, long nanos) {}

  private CompletableFuture<End> start() throws Exception {
    var end = new CompletableFuture<End>();
    loop.submit(
            () -> {
              own.start();
              long from = System.nanoTime();
              new StepTimer(loop, own)
                  .start(
                      LIMIT, attended -> end.complete(new End(attended, System.nanoTime() - from)));
            })
        .get();
    return end;
  }

  /** A task that keeps the loop, as one that is not scheduled by the kernel does. */
  private void block(long millis) throws Exception {
    loop.submit(
            () -> {
              long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
              while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
              }
            })
        .get();
  }
}

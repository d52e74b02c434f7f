package dev.parallax.store.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.failure.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GroupCommitTest {
  private final List<List<Integer>> commits = Collections.synchronizedList(new ArrayList<>());

  @Test
  void callersThatArriveDuringACommit_shareTheNext() throws Exception {
    var started = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var group =
        new GroupCommit<Integer>(
            items -> {
              commits.add(items);
              started.countDown();
              await(release);
            });
    try (var threads = Executors.newCachedThreadPool()) {
      var first = threads.submit(() -> group.add(List.of(0)));
      assertTrue(started.await(30, SECONDS));
      var others =
          IntStream.rangeClosed(1, 20)
              .<Future<?>>mapToObj(item -> threads.submit(() -> group.add(List.of(item))))
              .toList();
      while (group.waiting() < others.size()) {
        Thread.onSpinWait();
      }
      release.countDown();
      first.get(30, SECONDS);
      for (var other : others) {
        other.get(30, SECONDS);
      }
    }
    assertEquals(2, commits.size());
    assertEquals(20, commits.get(1).size());
  }

  @Test
  void failure_reachesTheCaller_andTheNextGoesThrough() {
    var group =
        new GroupCommit<Integer>(
            items -> {
              commits.add(items);
              if (commits.size() == 1) {
                throw new StoreException("no");
              }
            });
    assertThrows(StoreException.class, () -> group.add(List.of(1)));
    group.add(List.of(2));
    assertEquals(List.of(List.of(1), List.of(2)), commits);
  }

  @Test
  void error_reachesEachCallerOfTheCommit() throws Exception {
    var started = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var group =
        new GroupCommit<Integer>(
            items -> {
              commits.add(items);
              started.countDown();
              await(release);
              if (commits.size() == 2) {
                throw new StackOverflowError();
              }
            });
    try (var threads = Executors.newCachedThreadPool()) {
      var first = threads.submit(() -> group.add(List.of(0)));
      assertTrue(started.await(30, SECONDS));
      var second = threads.submit(() -> group.add(List.of(1)));
      var third = threads.submit(() -> group.add(List.of(2)));
      while (group.waiting() < 2) {
        Thread.onSpinWait();
      }
      release.countDown();
      first.get(30, SECONDS);
      for (var sharing : List.of(second, third)) {
        var thrown =
            assertThrows(ExecutionException.class, () -> sharing.get(30, SECONDS), "not durable");
        assertInstanceOf(StackOverflowError.class, thrown.getCause());
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, SECONDS));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}

package dev.parallax.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class VitalsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Vitals vitals = new Vitals(nanos::get);

  @Test
  void threadThatEndsByAnError_isTroubleAndDeath() throws Exception {
    vitals.start(
        "intake",
        Duration.ofSeconds(1),
        vital -> {
          throw new StackOverflowError();
        });

    var line = "intake: ended by java.lang.StackOverflowError";
    assertEquals(line, vitals.death().get(10, TimeUnit.SECONDS));
    assertEquals(Optional.of(line), vitals.trouble());
  }

  @Test
  void threadThatIsClosed_isNoDeath() throws Exception {
    var waiting = new CountDownLatch(1);
    var thread =
        vitals.start(
            "intake",
            Duration.ofSeconds(1),
            vital -> {
              waiting.countDown();
              new CountDownLatch(1).await();
            });
    waiting.await();
    assertEquals(Optional.empty(), vitals.trouble());
    thread.interrupt();
    thread.join();

    assertFalse(vitals.death().isDone());
    assertEquals(Optional.of("intake: closed"), vitals.trouble());
  }

  @Test
  void workThatTakesTooLong_isTroubleUntilItIsDone() {
    var vital = vitals.watch("store", Duration.ofSeconds(30));
    vital.begin();
    nanos.set(TimeUnit.SECONDS.toNanos(30));
    assertEquals(Optional.empty(), vitals.trouble());
    nanos.set(TimeUnit.SECONDS.toNanos(31));
    assertEquals(Optional.of("store: busy for 31 s"), vitals.trouble());
    vital.end();
    assertEquals(Optional.empty(), vitals.trouble());
  }

  @Test
  void workThatFailed_isTroubleUntilTheNextIsDone() {
    var vital = vitals.watch("store", Duration.ofSeconds(30));
    vital.fail("the last observations could not be stored");
    assertEquals(Optional.of("store: the last observations could not be stored"), vitals.trouble());
    vital.begin();
    vital.end();
    assertEquals(Optional.empty(), vitals.trouble());
  }
}

package dev.parallax.watch.schedule;

import dev.parallax.watch.spec.Watch;
import java.util.function.Consumer;

/** The looks that run at the same time; further starts are late, which the metrics show. */
public final class RunningLooks {
  private static final int MOST = 64;

  private final WatchSchedule schedule;
  private int running;

  public RunningLooks(WatchSchedule schedule) {
    this.schedule = schedule;
  }

  /** Starts the looks that are due at {@code now}, ns, as long as fewer than 64 run. */
  public void start(long now, Consumer<Watch> look) {
    while (running < MOST) {
      var due = schedule.poll(now);
      if (due.isEmpty()) {
        return;
      }
      running++;
      look.accept(due.get().watch());
    }
  }

  public void ended(Watch watch) {
    running--;
    schedule.ended(watch.name());
  }

  public int count() {
    return running;
  }
}

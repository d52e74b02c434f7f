package dev.parallax.cli.live;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.cli.output.TerminalSize;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Draws a table over itself on a terminal. A change is drawn within 0.1 s, and at most 20 times a
 * second; at the end the table is erased.
 */
public final class LiveScreen implements AutoCloseable {
  private static final int FRAME_MILLIS = 50;

  /** The line of the cursor and the line below stay free, so that the terminal never scrolls. */
  private static final int KEPT_FREE = 2;

  private final PrintStream out;
  private final Supplier<TerminalSize> size;
  private final ScheduledExecutorService frames =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  @GuardedBy("this")
  private final LiveBoard board;

  @GuardedBy("this")
  private int drawn;

  @GuardedBy("this")
  private boolean changed;

  public LiveScreen(LiveBoard board, PrintStream out, Supplier<TerminalSize> size) {
    this.board = board;
    this.out = out;
    this.size = size;
  }

  synchronized void started(List<Vantage> vantages) {
    board.started(vantages);
    var _ =
        frames.scheduleAtFixedRate(this::frame, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized void round(String detail, int trials, Set<VantageId> asked) {
    board.round(detail, trials, asked);
    changed = true;
  }

  synchronized void result(Observation seen) {
    board.result(seen);
    changed = true;
  }

  /** Prints text above the table that stays. */
  synchronized void keep(Runnable printing) {
    out.print(wiped());
    drawn = 0;
    printing.run();
  }

  private synchronized void frame() {
    if (changed) {
      changed = false;
      draw();
    }
  }

  synchronized void draw() {
    var now = size.get();
    var lines = board.lines(now.columns(), Math.max(1, now.rows() - KEPT_FREE));
    var frame = new StringBuilder(wiped());
    lines.forEach(line -> frame.append(line).append('\n'));
    drawn = lines.size();
    out.print(frame);
    out.flush();
  }

  /** Up to the first drawn line, and clears all lines below. */
  private synchronized String wiped() {
    return drawn == 0 ? "" : "\u001b[" + drawn + "A\r\u001b[J";
  }

  @Override
  public void close() {
    frames.shutdownNow();
    synchronized (this) {
      out.print(wiped());
      out.flush();
      drawn = 0;
      changed = false;
    }
  }
}

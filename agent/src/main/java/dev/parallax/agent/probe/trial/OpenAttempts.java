package dev.parallax.agent.probe.trial;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The running attempts, so that none keeps a socket or an engine at the end. */
public final class OpenAttempts {
  /** An attempt of any kind. */
  public interface Ongoing {
    /** Where all of it happens. */
    EventLoop loop();

    /** Ends without a useful result. */
    void abandon(String detail);
  }

  private static final int PATIENCE_MILLIS = 2000;

  private final Set<Ongoing> attempts = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** False once all have been ended: no attempt may begin. */
  public boolean add(Ongoing attempt) {
    attempts.add(attempt);
    return !closed;
  }

  public void remove(Ongoing attempt) {
    attempts.remove(attempt);
  }

  /** Ends each attempt on its own loop. */
  public void close(EventLoopGroup group) {
    closed = true;
    var ending = new ArrayList<Future<?>>();
    group.forEach(loop -> ending.add(loop.submit(this::closeThoseHere)));
    ending.forEach(loop -> loop.awaitUninterruptibly(PATIENCE_MILLIS));
  }

  private void closeThoseHere() {
    List.copyOf(attempts).stream()
        .filter(attempt -> attempt.loop().inEventLoop())
        .forEach(attempt -> attempt.abandon("the prober was closed"));
  }
}

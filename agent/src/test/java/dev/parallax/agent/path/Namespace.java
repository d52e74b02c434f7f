package dev.parallax.agent.path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.parallax.agent.path.kernel.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace with a name in {@code ip netns} (ip-netns(8)).
 *
 * <p>A socket belongs for ever to the namespace of the thread that made it. A JVM thread enters one
 * by setns(2) and is not reused afterwards, so each piece of code gets a platform thread of its
 * own. Netty makes a channel's socket on the thread that calls {@code connect} or {@code bind}: do
 * that inside {@link #call} too, or the packets use the machine's own route.
 */
public record Namespace(String name) {
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final MethodHandle SETNS = Libc.ints("setns", JAVA_INT, JAVA_INT);
  private static final MethodHandle OPEN = Libc.ints("open", ADDRESS, JAVA_INT);

  /** Runs the code in the namespace and returns its value; sockets it makes stay there. */
  public <T> T call(Callable<T> code) throws Exception {
    var task = new FutureTask<>(code);
    var thread = threads().newThread(task);
    thread.start();
    try {
      return task.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** Daemon platform threads that live in the namespace: for event loops and servers. */
  public ThreadFactory threads() {
    return code -> Thread.ofPlatform().daemon().name("in-" + name).unstarted(entering(code));
  }

  /** Runs a command in the namespace and returns its output; a failure is thrown. */
  public String run(String... command) throws IOException, InterruptedException {
    var whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(List.of(command));
    return Commands.run("", whole);
  }

  private Runnable entering(Runnable code) {
    return () -> {
      enter();
      code.run();
    };
  }

  private void enter() {
    try (var arena = Arena.ofConfined()) {
      var path = arena.allocateFrom("/var/run/netns/" + name, StandardCharsets.UTF_8);
      int fd = (int) Libc.call("open", state -> (int) OPEN.invokeExact(state, path, 0));
      try {
        Libc.call("setns", state -> (int) SETNS.invokeExact(state, fd, CLONE_NEWNET));
      } finally {
        Libc.close(fd);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("cannot enter " + name, impossible);
    }
  }
}

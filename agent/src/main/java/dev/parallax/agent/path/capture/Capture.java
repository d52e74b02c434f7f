package dev.parallax.agent.path.capture;

import dev.parallax.agent.classify.packet.PacketReader;
import dev.parallax.agent.path.Capability;
import dev.parallax.agent.path.kernel.BlockingTask;
import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.Incoming;
import dev.parallax.agent.path.kernel.Readiness;
import dev.parallax.agent.path.kernel.SystemCallException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Captures the TCP packets of selected connections at this host's interfaces, until it is closed.
 * Needs {@code CAP_NET_RAW}. A packet that the network card has merged, or will segment, counts as
 * one packet.
 */
public final class Capture implements AutoCloseable {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int LONGEST_HEADERS = 120;
  private static final int LAST = 10_000;

  private final Fd socket;
  private final Fd wake;
  private final CaptureTarget target;
  private final int snap;
  private final FlowBudget budget;
  private final Consumer<CapturedPacket> consumer;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean closing;

  private Capture(
      Fd socket,
      Fd wake,
      CaptureTarget target,
      CaptureLimits limits,
      Consumer<CapturedPacket> consumer) {
    this.socket = socket;
    this.wake = wake;
    this.target = target;
    this.consumer = consumer;
    snap = LONGEST_HEADERS + limits.payloadBytes();
    budget = new FlowBudget(limits);
  }

  /**
   * Starts a capture: no packet after the return is missed, as long as the consumer keeps up.
   *
   * @param consumer called on the capture's own daemon thread, in the order of the packets; an
   *     exception ends the capture
   * @throws SystemCallException where the host refuses; {@link Capability#capture} has the reason
   *     as text
   */
  public static Capture open(
      CaptureTarget target, CaptureLimits limits, Consumer<CapturedPacket> consumer)
      throws SystemCallException {
    var socket = PacketSocket.open(target, limits.payloadBytes());
    try {
      var capture = new Capture(socket, Fd.event(), target, limits, consumer);
      BlockingTask.thread("parallax-capture", capture::run).start();
      return capture;
    } catch (SystemCallException full) {
      socket.close();
      throw full;
    }
  }

  /** Completes when the last packet was handed over and the socket is closed. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /**
   * Packets that the kernel dropped because the consumer was slow; unless this is 0, a missing
   * packet proves nothing. Exact once the capture has ended.
   */
  public long lost() {
    return lost.get();
  }

  /**
   * Requests the end of the thread; does not wait for it. May be called repeatedly, from any
   * thread.
   */
  @Override
  public void close() {
    closing = true;
    wake.signal();
  }

  private void run() {
    try {
      watch();
      ended.complete(null);
    } catch (SystemCallException | RuntimeException | Error failed) {
      ended.completeExceptionally(failed);
    }
  }

  private void watch() throws SystemCallException {
    try (socket;
        wake;
        var message = new Incoming(snap)) {
      do {
        var _ = Readiness.await(LONG, Readiness.READ, socket, wake);
        takeAll(message);
        var _ = lost.addAndGet(PacketSocket.lost(socket.number()));
      } while (!closing);
    }
  }

  /** Packets captured before the close are still delivered, up to a limit. */
  private void takeAll(Incoming message) throws SystemCallException {
    boolean more = true;
    for (int i = 0; more && (!closing || i < LAST); i++) {
      more = message.receive(socket.number(), Incoming.MSG_TRUNC);
      if (more) {
        take(message);
      }
    }
  }

  private void take(Incoming message) {
    if (PacketSocket.isEcho(message.name())) {
      return;
    }
    var packet = PacketReader.read(message.payload(), budget.payload());
    var time = PacketSocket.time(message);
    if (packet.isPresent() && time.isPresent()) {
      hand(new CapturedPacket(time.get(), target.isIncoming(packet.get()), packet.get()));
    }
  }

  private void hand(CapturedPacket packet) {
    if (budget.admits(packet.packet(), packet.incoming())) {
      consumer.accept(packet);
    }
  }
}

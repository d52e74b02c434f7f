package dev.parallax.lab.injector;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Processes the packets of a queue by its options, until it is killed. */
final class Injector implements PacketQueue.PacketHandler {
  private static final int STRIDE = 1460;

  private final InjectorOrders orders;
  private final PacketQueue queue;
  private final RawSocket raw;
  private final RandomGenerator random;
  private final ScheduledExecutorService later;
  private final Map<Pair, Long> blockedUntil = new HashMap<>();

  /** The key of residual blocking. */
  private record Pair(InetAddress client, InetAddress server, int port) {}

  Injector(
      InjectorOrders orders,
      PacketQueue queue,
      RawSocket raw,
      RandomGenerator random,
      ScheduledExecutorService later) {
    this.orders = orders;
    this.queue = queue;
    this.raw = raw;
    this.random = random;
    this.later = later;
  }

  public static void main(String[] words) throws IOException {
    var orders = InjectorOrders.parse(words);
    var daemon = Thread.ofPlatform().daemon().name("later").factory();
    try (var later = Executors.newSingleThreadScheduledExecutor(daemon)) {
      var queue = PacketQueue.open(orders.queue());
      var injector =
          new Injector(orders, queue, RawSocket.open(), RandomGenerator.getDefault(), later);
      System.out.println("ready");
      queue.serve(injector);
    }
  }

  @Override
  public void handle(int id, byte[] bytes) throws IOException {
    var packet = new Packet(bytes);
    if (orders.loss() > 0 && random.nextDouble() < orders.loss()) {
      queue.drop(id);
    } else if (packet.isReadable() && isMeant(packet)) {
      act(id, packet);
    } else {
      release(id);
    }
  }

  private boolean isMeant(Packet packet) {
    if (orders.halfTheFlows() && packet.flowHash() % 2 == 0) {
      return false;
    }
    if (orders.concerns(packet) && random.nextDouble() < orders.chance()) {
      remember(packet);
      return true;
    }
    return packet.payload().length > 0
        && blockedUntil.getOrDefault(pair(packet), Long.MIN_VALUE) > System.nanoTime();
  }

  private void remember(Packet packet) {
    if (orders.residual().isPositive()) {
      blockedUntil.putIfAbsent(pair(packet), System.nanoTime() + orders.residual().toNanos());
      blockedUntil.values().removeIf(end -> end < System.nanoTime());
    }
  }

  private static Pair pair(Packet packet) {
    return new Pair(packet.source(), packet.destination(), packet.destinationPort());
  }

  /**
   * The client must receive the forged packet before the server's, and the server before the
   * client's.
   */
  private void act(int id, Packet packet) throws IOException {
    if (orders.to().client()) {
      inTime(orders.after(), () -> forge(packet, /* toClient= */ true));
    }
    if (orders.passes()) {
      release(id);
    } else {
      queue.drop(id);
    }
    if (orders.to().server()) {
      inTime(orders.after(), () -> forge(packet, /* toClient= */ false));
    }
  }

  private void release(int id) throws IOException {
    inTime(orders.delay(), () -> queue.accept(id));
  }

  private void forge(Packet packet, boolean toClient) throws IOException {
    if (packet.protocol() == Packet.UDP) {
      lie(packet);
    } else if (orders.flags() != 0) {
      for (int copy = 0; copy < orders.copies(); copy++) {
        raw.send(segment(packet, toClient, copy * STRIDE));
      }
    }
  }

  private void lie(Packet query) throws IOException {
    var answer = orders.lie().flatMap(lie -> lie.answer(query.payload()));
    if (answer.isPresent()) {
      raw.send(Forgery.udp(back(query), answer.get()));
    }
  }

  private byte[] segment(Packet packet, boolean toClient, int further) {
    boolean fromClient = orders.on() != InjectorOrders.Trigger.SYN_ACK;
    int length = packet.payload().length + (packet.has(Packet.SYN) ? 1 : 0);
    int end = packet.sequence() + length;
    return toClient == fromClient
        ? Forgery.tcp(back(packet), packet.acknowledged() + further, end, orders.flags())
        : Forgery.tcp(
            along(packet),
            (orders.passes() ? end : packet.sequence()) + further,
            packet.acknowledged(),
            orders.flags());
  }

  private Forgery.Envelope back(Packet packet) {
    return new Forgery.Envelope(
        packet.destination(),
        packet.destinationPort(),
        packet.source(),
        packet.sourcePort(),
        ttl(packet),
        orders.id().of(packet));
  }

  private Forgery.Envelope along(Packet packet) {
    return new Forgery.Envelope(
        packet.source(),
        packet.sourcePort(),
        packet.destination(),
        packet.destinationPort(),
        ttl(packet),
        orders.id().of(packet));
  }

  private int ttl(Packet packet) {
    return orders.ttl() == 0 ? packet.ttl() : orders.ttl();
  }

  /** A sender of packets. */
  private interface Sending {
    void run() throws IOException;
  }

  private void inTime(Duration delay, Sending sending) throws IOException {
    if (delay.isZero()) {
      sending.run();
    } else {
      var _ = later.schedule(() -> quietly(sending), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void quietly(Sending sending) {
    try {
      sending.run();
    } catch (IOException refused) {
      System.err.println("injector: " + refused.getMessage());
    }
  }
}

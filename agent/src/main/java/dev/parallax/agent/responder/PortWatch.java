package dev.parallax.agent.responder;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.path.Capture;
import dev.parallax.agent.path.CaptureLimits;
import dev.parallax.agent.path.CaptureTarget;
import dev.parallax.agent.path.CapturedPacket;
import dev.parallax.agent.path.SystemCallException;
import dev.parallax.model.Packets;
import dev.parallax.model.Sighting;
import dev.parallax.model.VantageId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Watches TCP to some ports, on this host and from it, while a plan runs: what arrives becomes
 * sightings, what leaves the packets of trials. Needs {@code CAP_NET_RAW}. A watch that missed
 * anything says nothing of arrivals: its silence would be taken for theirs.
 */
public final class PortWatch implements Witness {
  /** The most ports of one watch. */
  public static final int PORTS = 16;

  private static final CaptureLimits LIMITS = new CaptureLimits(32, 256, 2_048, 32L << 20);

  /** What a capture with these limits keeps in memory. */
  private static final long CAPTURE_BYTES = 64L << 10;

  private final VantageId self;
  private final Set<Integer> arrivalPorts;
  private final ByteBudget memory;
  private final Set<InetAddress> own;

  @GuardedBy("this")
  private final List<Capture> captures = new ArrayList<>();

  /** Of each flow the latest. */
  @GuardedBy("this")
  private final Map<Flow, Arriving> arriving = new HashMap<>();

  @GuardedBy("this")
  private final List<Arriving> arrived = new ArrayList<>();

  @GuardedBy("this")
  private final Map<Flow, Leaving> leaving = new HashMap<>();

  /** Flows of several connections: which of them a trial was cannot be told. */
  @GuardedBy("this")
  private final Set<Flow> ambiguous = new HashSet<>();

  @GuardedBy("this")
  private boolean blind;

  /** Connections from here were too many: their packets are not kept any more. */
  @GuardedBy("this")
  private boolean crowded;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private long taken;

  /** The end that began and the end at the watched port. */
  private record Flow(InetSocketAddress from, InetSocketAddress to) {
    static Flow of(CapturedPacket captured) {
      var packet = captured.packet();
      return captured.incoming()
          ? new Flow(packet.source(), packet.destination())
          : new Flow(packet.destination(), packet.source());
    }
  }

  private PortWatch(
      VantageId self, Set<Integer> arrivalPorts, ByteBudget memory, Set<InetAddress> own) {
    this.self = self;
    this.arrivalPorts = Set.copyOf(arrivalPorts);
    this.memory = memory;
    this.own = own;
  }

  /**
   * Watches from now on.
   *
   * @param ports of which the first {@link #PORTS} are watched
   * @param arrivalPorts those of them at which arriving connections are kept
   * @param memory shared by all watches; a watch that finds none left sees nothing
   * @return empty where the host does not let this process see packets
   */
  public static Optional<PortWatch> open(
      VantageId self, Collection<Integer> ports, Set<Integer> arrivalPorts, ByteBudget memory) {
    try {
      var watch = new PortWatch(self, arrivalPorts, memory, ownAddresses());
      return watch.begin(ports) ? Optional.of(watch) : Optional.empty();
    } catch (SocketException unknown) {
      return Optional.empty();
    }
  }

  private synchronized boolean begin(Collection<Integer> ports) {
    try {
      for (int port : ports.stream().distinct().limit(PORTS).toList()) {
        if (!take(CAPTURE_BYTES)) {
          close();
          return false;
        }
        captures.add(Capture.open(new CaptureTarget.Local(port), LIMITS, this::take));
      }
      return true;
    } catch (SystemCallException refused) {
      close();
      return false;
    }
  }

  /** The watch begins with the plan; what it saw is all since then. */
  @Override
  public CompletableFuture<List<Sighting>> seen(int round, long since) {
    return CompletableFuture.completedFuture(arrived(round));
  }

  private synchronized List<Sighting> arrived(int round) {
    return blind || captures.stream().anyMatch(capture -> capture.lost() > 0)
        ? List.of()
        : arrived.stream().map(one -> one.sighting(self, round)).toList();
  }

  /**
   * The packets of the connection that left from this port for that end, told once; none when it
   * was not seen.
   */
  public synchronized Optional<Packets> packets(int localPort, InetSocketAddress remote) {
    var flow =
        leaving.keySet().stream()
            .filter(one -> one.from().getPort() == localPort && one.to().equals(remote))
            .findFirst();
    return flow.flatMap(this::forget).map(Leaving::packets);
  }

  /** Ends the watch and forgets what it saw. */
  @Override
  public synchronized void close() {
    closed = true;
    captures.forEach(Capture::close);
    captures.clear();
    arriving.clear();
    arrived.clear();
    leaving.clear();
    ambiguous.clear();
    giveBack(taken);
  }

  @GuardedBy("this")
  private boolean take(long bytes) {
    boolean left = memory.take(bytes);
    taken += left ? bytes : 0;
    return left;
  }

  @GuardedBy("this")
  private boolean add(long bytes) {
    taken += bytes;
    return memory.add(bytes);
  }

  @GuardedBy("this")
  private void giveBack(long bytes) {
    memory.giveBack(bytes);
    taken -= bytes;
  }

  private synchronized void take(CapturedPacket captured) {
    if (closed) {
      return;
    }
    var flow = Flow.of(captured);
    if (captured.incoming() && captured.packet().isSyn()) {
      begin(flow, captured);
    }
    if (arriving.containsKey(flow)) {
      arrived(arriving.get(flow), captured);
    }
    if (leaving.containsKey(flow)) {
      left(leaving.get(flow), captured);
    }
  }

  @GuardedBy("this")
  private void arrived(Arriving arrival, CapturedPacket captured) {
    if (captured.packet().payloadLength() > 0 && captured.packet().payload().size() == 0) {
      goBlind();
      return;
    }
    long before = arrival.bytes();
    arrival.take(captured);
    if (!add(arrival.bytes() - before)) {
      goBlind();
    }
  }

  /** Silence of a watch that missed something would be taken for that of the network. */
  @GuardedBy("this")
  private void goBlind() {
    blind = true;
    giveBack(arrived.stream().mapToLong(Arriving::bytes).sum());
    arriving.clear();
    arrived.clear();
  }

  @GuardedBy("this")
  private void left(Leaving departure, CapturedPacket captured) {
    long before = departure.bytes();
    departure.take(captured, !captured.incoming());
    if (!add(departure.bytes() - before)) {
      beCrowded();
    }
  }

  @GuardedBy("this")
  private void beCrowded() {
    crowded = true;
    giveBack(leaving.values().stream().mapToLong(Leaving::bytes).sum());
    leaving.clear();
  }

  @GuardedBy("this")
  private Optional<Leaving> forget(Flow flow) {
    var departure = leaving.remove(flow);
    if (departure == null) {
      return Optional.empty();
    }
    giveBack(departure.bytes());
    return Optional.of(departure);
  }

  @GuardedBy("this")
  private void begin(Flow flow, CapturedPacket syn) {
    if (arrivalPorts.contains(flow.to().getPort()) && isOwn(flow.to())) {
      beginArriving(flow, syn);
    }
    if (isOwn(flow.from())) {
      beginLeaving(flow, syn);
    }
  }

  /** A SYN with the number of the last one of its flow is that one, sent again. */
  @GuardedBy("this")
  private void beginArriving(Flow flow, CapturedPacket syn) {
    var known = arriving.get(flow);
    if (known != null && known.isBegunBy(syn)) {
      return;
    }
    var fresh = new Arriving(syn);
    if (!blind && take(fresh.bytes())) {
      arriving.put(flow, fresh);
      arrived.add(fresh);
    } else if (!blind) {
      goBlind();
    }
  }

  @GuardedBy("this")
  private void beginLeaving(Flow flow, CapturedPacket syn) {
    var known = leaving.get(flow);
    if (known != null && !known.isBegunBy(syn)) {
      // What the flow took stays taken, for its place among the ambiguous.
      leaving.remove(flow);
      ambiguous.add(flow);
    } else if (known == null && !crowded && !ambiguous.contains(flow)) {
      var fresh = new Leaving(syn);
      if (take(fresh.bytes())) {
        leaving.put(flow, fresh);
      } else {
        beCrowded();
      }
    }
  }

  private boolean isOwn(InetSocketAddress end) {
    return end.getAddress().isLoopbackAddress() || own.contains(end.getAddress());
  }

  private static Set<InetAddress> ownAddresses() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(PortWatch::withoutScope)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static InetAddress withoutScope(InetAddress address) {
    return InetAddress.ofLiteral(address.getHostAddress().replaceFirst("%.*$", ""));
  }
}

package dev.parallax.agent.responder;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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

  private static final CaptureLimits LIMITS = new CaptureLimits(32, 4_096, 2_048, 32L << 20);
  private static final int ARRIVING = 2_048;
  private static final int LEAVING = 1_024;

  private final VantageId self;
  private final Set<InetAddress> own;
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

  /** The end that began and the end at the watched port. */
  private record Flow(InetSocketAddress from, InetSocketAddress to) {
    static Flow of(CapturedPacket captured) {
      var packet = captured.packet();
      return captured.incoming()
          ? new Flow(packet.source(), packet.destination())
          : new Flow(packet.destination(), packet.source());
    }
  }

  private PortWatch(VantageId self, Set<InetAddress> own) {
    this.self = self;
    this.own = own;
  }

  /**
   * Watches from now on.
   *
   * @param ports of which the first {@link #PORTS} are watched
   * @return empty where the host does not let this process see packets
   */
  public static Optional<PortWatch> open(VantageId self, Collection<Integer> ports) {
    try {
      var watch = new PortWatch(self, ownAddresses());
      return watch.begin(ports) ? Optional.of(watch) : Optional.empty();
    } catch (SocketException unknown) {
      return Optional.empty();
    }
  }

  private boolean begin(Collection<Integer> ports) {
    try {
      for (int port : ports.stream().distinct().limit(PORTS).toList()) {
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
    return flow.flatMap(one -> Optional.ofNullable(leaving.remove(one))).map(Leaving::packets);
  }

  @Override
  public void close() {
    captures.forEach(Capture::close);
  }

  private synchronized void take(CapturedPacket captured) {
    var flow = Flow.of(captured);
    if (captured.incoming() && captured.packet().isSyn()) {
      begin(flow, captured);
    }
    var arrival = arriving.get(flow);
    if (arrival != null) {
      blind |= captured.packet().payloadLength() > 0 && captured.packet().payload().size() == 0;
      arrival.take(captured);
    }
    var departure = leaving.get(flow);
    if (departure != null) {
      departure.take(captured, !captured.incoming());
    }
  }

  @GuardedBy("this")
  private void begin(Flow flow, CapturedPacket syn) {
    if (isOwn(flow.to())) {
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
    blind |= arrived.size() >= ARRIVING;
    if (!blind) {
      var fresh = new Arriving(syn);
      arriving.put(flow, fresh);
      arrived.add(fresh);
    }
  }

  @GuardedBy("this")
  private void beginLeaving(Flow flow, CapturedPacket syn) {
    var known = leaving.get(flow);
    if (known != null && !known.isBegunBy(syn)) {
      leaving.remove(flow);
      ambiguous.add(flow);
    } else if (known == null && !ambiguous.contains(flow) && leaving.size() < LEAVING) {
      leaving.put(flow, new Leaving(syn));
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

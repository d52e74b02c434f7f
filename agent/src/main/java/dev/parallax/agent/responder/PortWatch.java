package dev.parallax.agent.responder;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.memory.BudgetShare;
import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.path.capture.Capture;
import dev.parallax.agent.path.capture.CaptureLimits;
import dev.parallax.agent.path.capture.CaptureTarget;
import dev.parallax.agent.path.capture.CapturedPacket;
import dev.parallax.agent.path.kernel.SystemCallException;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Watches TCP on selected ports, to and from this host, while a plan runs: arrivals become
 * sightings, departures the packets of trials. Needs {@code CAP_NET_RAW}. A watch that missed a
 * packet reports no arrivals, because missing packets would be interpreted as loss in the network.
 */
public final class PortWatch implements Witness {
  /** Maximum number of ports of one watch. */
  public static final int PORTS = 16;

  private static final CaptureLimits LIMITS = new CaptureLimits(32, 256, 2_048, 32L << 20);

  /** Memory of a capture with these limits. */
  private static final long CAPTURE_BYTES = 64L << 10;

  private final VantageId self;
  private final Set<Integer> arrivalPorts;
  private final Set<InetAddress> own;

  @GuardedBy("this")
  private final List<Capture> captures = new ArrayList<>();

  @GuardedBy("this")
  private final BudgetShare memory;

  @GuardedBy("this")
  private final ArrivingConnections arriving;

  @GuardedBy("this")
  private final LeavingConnections leaving;

  @GuardedBy("this")
  private boolean closed;

  private PortWatch(
      VantageId self, Set<Integer> arrivalPorts, ByteBudget memory, Set<InetAddress> own) {
    this.self = self;
    this.arrivalPorts = Set.copyOf(arrivalPorts);
    this.memory = new BudgetShare(memory);
    this.arriving = new ArrivingConnections(this.memory);
    this.leaving = new LeavingConnections(this.memory);
    this.own = own;
  }

  /**
   * Starts a watch.
   *
   * @param ports of which the first {@link #PORTS} are watched
   * @param arrivalPorts the ports among them at which arriving connections are recorded
   * @param memory shared by all watches; a watch without memory records nothing
   * @return empty where the host does not permit packet capture
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
        if (!memory.take(CAPTURE_BYTES)) {
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

  /** The watch begins with the plan, so all its packets belong to that time. */
  @Override
  public CompletableFuture<List<Sighting>> seen(int round, long since) {
    return CompletableFuture.completedFuture(arrived(round));
  }

  private synchronized List<Sighting> arrived(int round) {
    return captures.stream().anyMatch(capture -> capture.lost() > 0)
        ? List.of()
        : arriving.sightings(self, round);
  }

  /**
   * The packets of the connection from this port to that end, returned once; empty when it was not
   * observed.
   */
  public synchronized Optional<Packets> packets(int localPort, InetSocketAddress remote) {
    return leaving.remove(localPort, remote);
  }

  /** Ends the watch and drops its records. */
  @Override
  public synchronized void close() {
    closed = true;
    captures.forEach(Capture::close);
    captures.clear();
    arriving.clear();
    leaving.clear();
    memory.close();
  }

  private synchronized void take(CapturedPacket captured) {
    if (closed) {
      return;
    }
    var flow = Flow.of(captured);
    if (captured.incoming() && captured.packet().isSyn()) {
      begin(flow, captured);
    }
    arriving.take(flow, captured);
    leaving.take(flow, captured);
  }

  @GuardedBy("this")
  private void begin(Flow flow, CapturedPacket syn) {
    if (arrivalPorts.contains(flow.to().getPort()) && isOwn(flow.to())) {
      arriving.begin(flow, syn);
    }
    if (isOwn(flow.from())) {
      leaving.begin(flow, syn);
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

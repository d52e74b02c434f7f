package dev.parallax.agent.link;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of the coordinators of a fleet, in the order in which this agent tries them: by
 * rendezvous hash (Thaler and Ravishankar, 1998) of vantage and address, so that the agents of a
 * lost coordinator divide evenly over the remaining coordinators. The address at which the agent
 * joined is always among them. Thread-safe.
 */
public final class CoordinatorList {
  /** The most addresses in a list, by the contract. */
  static final int MOST_ADDRESSES = 16;

  private static final Logger log = LoggerFactory.getLogger(CoordinatorList.class);

  private final LinkRoute joined;
  private final VantageId vantage;
  private final Consumer<List<HostPort>> keep;
  private List<HostPort> listed;
  private List<HostPort> order;
  private int next;

  /**
   * @param joined the address at which the agent joined, with the proxy for all addresses
   * @param listed the list that was kept last
   * @param keep stores a changed list for the next start
   */
  public CoordinatorList(
      LinkRoute joined, VantageId vantage, List<HostPort> listed, Consumer<List<HostPort>> keep) {
    this.joined = joined;
    this.vantage = vantage;
    this.keep = keep;
    this.listed = List.copyOf(listed);
    this.order = order(this.listed);
  }

  /** The list of a fleet with a single coordinator. */
  static CoordinatorList of(LinkRoute only, VantageId vantage) {
    return new CoordinatorList(only, vantage, List.of(), _ -> {});
  }

  /** The route of the next attempt. */
  synchronized LinkRoute route() {
    return new LinkRoute(current(), joined.proxy());
  }

  /** The address of the next attempt. */
  synchronized HostPort current() {
    return order.get(next);
  }

  synchronized int size() {
    return order.size();
  }

  /** The address that this agent prefers, when it is not the current one. */
  synchronized Optional<LinkRoute> firstChoice() {
    return next == 0
        ? Optional.empty()
        : Optional.of(new LinkRoute(order.getFirst(), joined.proxy()));
  }

  /** The next attempt uses the preferred address. */
  synchronized void restart() {
    next = 0;
  }

  /** Ends an attempt: the next attempt uses the following address. */
  synchronized void advance() {
    next = (next + 1) % order.size();
  }

  /**
   * Replaces the list by that of the coordinator; the stream to it goes on. Malformed addresses,
   * and addresses beyond the limit, are left out.
   *
   * @param received {@code HOST:PORT} each
   */
  synchronized void replace(List<String> received) {
    var addresses = parsed(received);
    if (addresses.equals(listed)) {
      return;
    }
    var connected = current();
    listed = addresses;
    order = order(addresses);
    next = Math.max(0, order.indexOf(connected));
    log.info("the coordinators of this fleet: {}", order);
    keep.accept(addresses);
  }

  private static List<HostPort> parsed(List<String> received) {
    var addresses = new ArrayList<HostPort>();
    for (var text : received.subList(0, Math.min(MOST_ADDRESSES, received.size()))) {
      try {
        addresses.add(HostPort.parse(text));
      } catch (IllegalArgumentException malformed) {
        log.warn("a coordinator is left out: {}", Printable.message(malformed));
      }
    }
    return addresses.stream().distinct().toList();
  }

  private List<HostPort> order(List<HostPort> addresses) {
    var all = new ArrayList<>(addresses);
    if (!all.contains(joined.coordinator())) {
      all.add(joined.coordinator());
    }
    all.sort(Comparator.comparing(this::weight));
    return List.copyOf(all);
  }

  private String weight(HostPort address) {
    var text = vantage.name() + " " + address;
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}

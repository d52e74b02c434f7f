package dev.parallax.sweep.run;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.FleetView;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepRequestText;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the sweeps that the end of the coordinator interrupted. */
public final class InterruptedSweeps {
  private static final Logger log = LoggerFactory.getLogger(InterruptedSweeps.class);

  /** An agent connects again within 60 s, its longest back-off, and sends what it kept. */
  static final Duration RECONNECTION = Duration.ofSeconds(65);

  private final Store store;
  private final FleetView fleet;
  private final InstantSource clock;
  private final Ticker ticker;

  public InterruptedSweeps(Store store, FleetView fleet, InstantSource clock, Ticker ticker) {
    this.store = store;
    this.fleet = fleet;
    this.clock = clock;
    this.ticker = ticker;
  }

  /**
   * A sweep to continue.
   *
   * @param time until its deadline; over for a sweep whose request is not stored
   */
  public record Interrupted(
      SweepHeader header,
      SweepRequest request,
      Sweep stored,
      List<RoundAudience> rounds,
      SweepTime time) {
    public Interrupted {
      rounds = List.copyOf(rounds);
    }
  }

  /** In the order of their start; a damaged sweep is skipped. */
  public List<Interrupted> read() {
    return ownerless().stream().map(this::read).flatMap(Optional::stream).toList();
  }

  /** Where coordinators share the store, this one becomes the owner of the sweeps. */
  private List<SweepId> ownerless() {
    return store.relays().isShared()
        ? store.relays().orphans().stream().filter(store.relays()::adopt).toList()
        : store.incomplete();
  }

  private Optional<Interrupted> read(SweepId id) {
    try {
      return store.sweep(id).map(stored -> interrupted(stored.sweep()));
    } catch (RuntimeException damaged) {
      log.warn("sweep {} cannot be continued: {}", id, Printable.message(damaged));
      return Optional.empty();
    }
  }

  private Interrupted interrupted(Sweep stored) {
    var header = header(stored);
    var request = store.request(stored.id()).map(SweepRequestText::read);
    return new Interrupted(
        request.map(known -> withReserve(header, stored, known)).orElse(header),
        request.orElseGet(() -> withoutRequest(header)),
        stored.withTargets(stored.targets().stream().map(one -> one.with(List.of())).toList()),
        StoredProgress.rounds(stored.id(), store),
        time(stored, request));
  }

  /** Of a sample: the vantages that the selector matches now, and that were not drawn. */
  private SweepHeader withReserve(SweepHeader header, Sweep stored, SweepRequest request) {
    if (stored.coverage().eligible().isEmpty()) {
      return header;
    }
    var drawn = stored.vantages().stream().map(Vantage::id).collect(Collectors.toSet());
    return header.withReserve(
        fleet.vantages().stream()
            .filter(request.from()::matches)
            .filter(vantage -> !drawn.contains(vantage.id()))
            .toList());
  }

  /**
   * A clock that was set back since counts as no time: the sweep took at least its stored time. The
   * time after the deadline counts as no time either, because no probe ran in it.
   */
  private SweepTime time(Sweep stored, Optional<SweepRequest> request) {
    var deadline = request.map(SweepRequest::deadline).orElse(Duration.ZERO);
    var byClock = shorter(Duration.between(stored.startedAt(), clock.instant()), deadline);
    var elapsed = byClock.compareTo(stored.took()) > 0 ? byClock : stored.took();
    return new SweepTime(ticker, deadline, elapsed, RECONNECTION);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static SweepHeader header(Sweep stored) {
    Map<VantageId, Optional<InetAddress>> inside =
        stored.targets().stream().findFirst().map(TargetResults::inside).orElse(Map.of());
    var exchanges = new HashMap<Target, Exchange>();
    stored.targets().forEach(one -> exchanges.put(one.target(), one.exchange()));
    var histories = new HashMap<Target, TargetHistory>();
    stored
        .targets()
        .forEach(one -> one.history().ifPresent(before -> histories.put(one.target(), before)));
    return new SweepHeader(
        stored.id(),
        stored.startedAt(),
        stored.vantages(),
        stored.targets().stream().map(TargetResults::target).toList(),
        inside,
        stored.family(),
        exchanges,
        List.of(),
        histories);
  }

  /** For a sweep of an older version: its deadline is over, so that no round is planned with it. */
  private static SweepRequest withoutRequest(SweepHeader header) {
    return new SweepRequest(
        header.targets(),
        VantageSelector.parse(
            header.vantages().stream()
                .map(vantage -> vantage.id().name())
                .collect(Collectors.joining(","))),
        List.of(),
        SweepRequest.DEFAULT_TRIALS,
        SweepRequest.DEFAULT_DEADLINE,
        SweepRequest.DEFAULT_STEP_TIMEOUT,
        Set.of(),
        SweepLimits.DEFAULT,
        header.family());
  }
}

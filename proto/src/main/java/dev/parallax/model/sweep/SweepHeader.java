package dev.parallax.model.sweep;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The properties of a sweep that are fixed at its start.
 *
 * @param startedAt by the coordinator's clock
 * @param vantages the selected vantages, 1 or more
 * @param reserve the vantages that the selector matches and the draw omitted, connected or not
 * @param inside the vantages on the target's side of its edge, each with its address for the
 *     target, if it differs from the target's own
 * @param family only addresses of this family are probed
 * @param exchanges the requests and expectations of targets; a target without an entry has the
 *     default
 * @param histories what was known of targets before; a target without an entry has no history
 */
public record SweepHeader(
    SweepId id,
    Instant startedAt,
    List<Vantage> vantages,
    List<Target> targets,
    Map<VantageId, Optional<InetAddress>> inside,
    Family family,
    Map<Target, Exchange> exchanges,
    List<Vantage> reserve,
    Map<Target, TargetHistory> histories) {
  public SweepHeader {
    vantages = List.copyOf(vantages);
    reserve = List.copyOf(reserve);
    targets = List.copyOf(targets);
    inside = Map.copyOf(inside);
    exchanges = Map.copyOf(exchanges);
    histories = Map.copyOf(histories);
  }

  /** Without histories. */
  public SweepHeader(
      SweepId id,
      Instant startedAt,
      List<Vantage> vantages,
      List<Target> targets,
      Map<VantageId, Optional<InetAddress>> inside,
      Family family,
      Map<Target, Exchange> exchanges,
      List<Vantage> reserve) {
    this(id, startedAt, vantages, targets, inside, family, exchanges, reserve, Map.of());
  }

  /** Of all vantages that the selector matches. */
  public SweepHeader(
      SweepId id,
      Instant startedAt,
      List<Vantage> vantages,
      List<Target> targets,
      Map<VantageId, Optional<InetAddress>> inside,
      Family family,
      Map<Target, Exchange> exchanges) {
    this(id, startedAt, vantages, targets, inside, family, exchanges, List.of());
  }

  /** With this reserve. */
  public SweepHeader withReserve(List<Vantage> others) {
    return new SweepHeader(
        id, startedAt, vantages, targets, inside, family, exchanges, others, histories);
  }

  /** With these histories. */
  public SweepHeader with(Map<Target, TargetHistory> before) {
    return new SweepHeader(
        id, startedAt, vantages, targets, inside, family, exchanges, reserve, before);
  }

  /** With these vantages of the reserve as well. */
  public SweepHeader widened(Set<VantageId> more) {
    return new SweepHeader(
        id,
        startedAt,
        Stream.concat(vantages.stream(), reserve.stream().filter(one -> more.contains(one.id())))
            .toList(),
        targets,
        inside,
        family,
        exchanges,
        reserve.stream().filter(one -> !more.contains(one.id())).toList(),
        histories);
  }

  /** Of default requests. */
  public SweepHeader(
      SweepId id,
      Instant startedAt,
      List<Vantage> vantages,
      List<Target> targets,
      Map<VantageId, Optional<InetAddress>> inside,
      Family family) {
    this(id, startedAt, vantages, targets, inside, family, Map.of());
  }

  /**
   * The sweep with these rounds begun and no observation yet.
   *
   * @param took since the start
   */
  public Sweep begun(List<Round> rounds, Duration took) {
    return begun(rounds, Map.of(), took);
  }

  /**
   * The sweep with these rounds begun and no observation yet.
   *
   * @param absent the vantages without a plan, with the reason
   * @param took since the start
   */
  public Sweep begun(List<Round> rounds, Map<VantageId, NotRunReason> absent, Duration took) {
    return new Sweep(
        id,
        startedAt,
        took,
        false,
        vantages,
        rounds,
        new Coverage(
            vantages.size(),
            0,
            missing(absent),
            List.of(),
            Optional.of(vantages.size() + reserve.size())),
        targets.stream().map(this::empty).toList(),
        List.of(),
        family);
  }

  private List<Coverage.Missing> missing(Map<VantageId, NotRunReason> absent) {
    return vantages.stream()
        .map(Vantage::id)
        .filter(absent::containsKey)
        .map(
            vantage ->
                new Coverage.Missing(vantage, Objects.requireNonNull(absent.get(vantage)), ""))
        .toList();
  }

  private TargetResults empty(Target target) {
    return new TargetResults(
        target,
        inside,
        List.of(),
        Optional.empty(),
        exchanges.getOrDefault(target, Exchange.DEFAULT),
        Optional.ofNullable(histories.get(target)));
  }
}

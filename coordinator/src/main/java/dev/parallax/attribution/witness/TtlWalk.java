package dev.parallax.attribution.witness;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.attribution.symptom.RouterReplies;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.plan.HopLimit.LimitedPacket;
import dev.parallax.model.plan.WalkVariant;
import dev.parallax.model.verdict.Verdict;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The evaluated TTL walks of one vantage: the hop limit from which the fault shows, and the hop
 * limit at which the target answers.
 *
 * <p>A packet sent with limit n expires at router n. A filter in a router's forwarding path sees
 * only packets that this router forwards; a filter that taps the wire sees them one hop earlier:
 * when the fault first shows at limit n, it sits at hop n - 1 or at hop n.
 */
public final class TtlWalk {
  private final Target target;
  private final Symptom fault;
  private final Map<Integer, ClassifiedTrial> failing = new TreeMap<>();
  private final Map<Integer, ClassifiedTrial> passing = new TreeMap<>();
  private final Map<Integer, IpAddress> routers = new TreeMap<>();
  private final Set<Integer> answering = new TreeSet<>();

  private TtlWalk(Target target, Symptom fault) {
    this.target = target;
    this.fault = fault;
  }

  /** The walks of this vantage about a fault that shows as {@code fault}. */
  public static TtlWalk of(VantageTrials vantage, Target target, Symptom fault) {
    var walk = new TtlWalk(target, fault);
    vantage.otherTrials().forEach(walk::take);
    return walk;
  }

  private void take(ClassifiedTrial trial) {
    trial.seen().steps().path().ifPresent(path -> read(path, trial.at()));
    if (trial.variant() instanceof ProbeVariant.Walk(var packet)) {
      take(packet, trial);
    }
  }

  private void take(WalkVariant packet, ClassifiedTrial trial) {
    var broken = fault.isBeforeHello() ? LimitedPacket.SYN : LimitedPacket.HELLO;
    boolean ownName = packet.name().equals(target.serverName());
    boolean asFailing = packet.limit().packet() == broken && ownName;
    (asFailing ? failing : passing).merge(packet.limit().hops(), trial, TtlWalk::farther);
  }

  /** Of two packets with the same limit the one with the later step counts. */
  private static ClassifiedTrial farther(ClassifiedTrial first, ClassifiedTrial second) {
    return second.symptom().clears(first.symptom()) ? second : first;
  }

  private void read(PathStep path, Optional<IpAddress> target) {
    RouterReplies.replies(path)
        .forEach(
            reply ->
                reply
                    .from()
                    .ifPresent(from -> routers.putIfAbsent(reply.hops(), IpAddress.of(from))));
    path.replies().stream()
        .filter(reply -> target.isPresent() && reply.from().map(IpAddress::of).equals(target))
        .forEach(reply -> answering.add(reply.hops()));
  }

  /** Absent when the walk did not run, found no fault, or contradicts itself. */
  public Optional<Verdict.Hops> hops() {
    var first = firstHit();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int last = lastDied(first.get());
    int target = distance().orElse(0);
    return target != 0 && first.get() > target
        ? Optional.empty()
        : Optional.of(new Verdict.Hops(Math.max(0, last - 1), first.get(), target));
  }

  /**
   * The minimum number of hops between the fault and the target: by the target's own answer, or by
   * a router farther on; few targets are nearer than {@link Thresholds#TARGET_HOPS} hops. Absent
   * when unknown.
   */
  public Optional<Integer> before(Verdict.Hops found) {
    if (found.of() != 0) {
      return found.of() < found.to() ? Optional.empty() : Optional.of(found.of() - found.to());
    }
    var farthest = routers.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    var target = Math.max(farthest, Thresholds.TARGET_HOPS);
    return target > found.to() ? Optional.of(target - found.to()) : Optional.empty();
  }

  /** The farthest answering router certainly before the fault; absent without one. */
  public Optional<IpAddress> reached(Verdict.Hops found) {
    return routers.entrySet().stream()
        .filter(step -> step.getKey() <= found.from())
        .reduce((nearer, farther) -> farther)
        .map(Map.Entry::getValue);
  }

  /** Whether a router reported a packet of the failing kind as expired: it left the host. */
  boolean isForwarded() {
    return lastDied(Integer.MAX_VALUE) > 0;
  }

  /** The router at that hop, if it answered. */
  public Optional<IpAddress> router(int hop) {
    return Optional.ofNullable(routers.get(hop));
  }

  /** The smallest limit from which on the fault shows more often than not. */
  private Optional<Integer> firstHit() {
    return failing.entrySet().stream()
        .filter(step -> step.getValue().symptom() == fault)
        .map(Map.Entry::getKey)
        .filter(this::holdsBeyond)
        .findFirst();
  }

  private boolean holdsBeyond(int hops) {
    var beyond = failing.entrySet().stream().filter(step -> step.getKey() >= hops).toList();
    var hits = beyond.stream().filter(step -> step.getValue().symptom() == fault).count();
    return Share.of(hits, beyond.size()).isOverHalf();
  }

  /**
   * The largest limit below the fault's first limit at which a router reported an expired packet.
   */
  private int lastDied(int first) {
    return failing.entrySet().stream()
        .filter(step -> step.getKey() < first && step.getValue().symptom() == Symptom.UNREACHABLE)
        .mapToInt(Map.Entry::getKey)
        .max()
        .orElse(0);
  }

  /** The smallest limit at which the target itself answered, possibly by ICMP only. */
  private Optional<Integer> distance() {
    return Stream.concat(
            passing.entrySet().stream()
                .filter(step -> step.getValue().symptom().isAnswer())
                .map(Map.Entry::getKey),
            answering.stream())
        .min(Comparator.naturalOrder());
  }
}

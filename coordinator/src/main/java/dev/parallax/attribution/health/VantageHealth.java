package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.Cause;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.FailureWord;
import dev.parallax.model.VantageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Vantages that are ill themselves: their known-good sites fail too, or a recorded fact contradicts
 * what they complain of.
 */
public final class VantageHealth {
  /** A clock this far off is worth a word. */
  static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private final TargetTrials scene;
  private final Set<String> badSites;
  private final OwnPacketLoss losses;
  private final Map<List<String>, Set<String>> acceptedChains;

  private VantageHealth(TargetTrials scene) {
    this.scene = scene;
    this.badSites = badSites(scene.vantages());
    this.losses = new OwnPacketLoss(scene.vantages(), this::good);
    this.acceptedChains = acceptedChains(scene.vantages());
  }

  public static VantageHealth of(TargetTrials scene) {
    return new VantageHealth(scene);
  }

  /** Ill vantages that fail at the target. */
  public List<VantageFault> ill() {
    var complaining = scene.vantages().stream().filter(this::blamesItsOwnClock).count();
    var believed = fewOf(complaining);
    var bundles = fewOf(scene.vantages().stream().filter(this::blamesItsOwnBundle).count());
    var found = new ArrayList<VantageFault>();
    for (var vantage : scene.vantages()) {
      if (vantage.failsBase() || OwnPacketLoss.show(vantage.trials())) {
        byFamily(vantage)
            .or(() -> byReferences(vantage))
            .or(() -> byLoss(vantage))
            .or(() -> byFact(vantage, believed, bundles))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** What most vantages complain of is not their own fault; the coordinator may be wrong. */
  private boolean fewOf(long complaining) {
    return complaining == 1 || !Share.of(complaining, scene.vantages().size()).isAtLeastHalf();
  }

  /** Vantages whose references fail: no controls, even when they pass at the target. */
  public Set<VantageId> doubtful() {
    return scene.vantages().stream()
        .filter(
            vantage -> Share.of(failingSites(vantage).size(), sites(vantage).size()).isOverHalf())
        .map(VantageTrials::id)
        .collect(Collectors.toSet());
  }

  private Optional<VantageFault> byReferences(VantageTrials vantage) {
    var failing = failingSites(vantage);
    var sites = sites(vantage);
    if (failing.isEmpty() || !Share.of(failing.size(), sites.size()).isOverHalf()) {
      return Optional.empty();
    }
    var trials = good(vantage);
    var failed = trials.stream().filter(trial -> !trial.ok()).toList();
    var symptom = usual(failed, ClassifiedTrial::symptom).orElse(Symptom.OTHER);
    if (failing.size() == 1 && vantage.base().noneMatch(trial -> trial.symptom() == symptom)) {
      return Optional.empty();
    }
    return Optional.of(
        new VantageFault(
            vantage,
            symptom == Symptom.CERT_ISSUER && isResigned(vantage, failed)
                ? Cause.LOCAL_INTERCEPTION
                : kind(symptom),
            baseSight(vantage),
            usual(failed, trial -> trial.word().orElse(FailureWord.UNKNOWN)).orElseThrow(),
            failed.size(),
            trials.size(),
            clockIsOff(vantage) || blamesItsOwnBundle(vantage)));
  }

  /** Sites of all kinds fail from here now and then, and not so from its neighbours. */
  private Optional<VantageFault> byLoss(VantageTrials vantage) {
    return losses.isItsOwn(vantage) ? Optional.of(lossy(vantage)) : Optional.empty();
  }

  private VantageFault lossy(VantageTrials vantage) {
    var failed = good(vantage).stream().filter(trial -> trial.symptom() != Symptom.OK).toList();
    return new VantageFault(
        vantage,
        Cause.UPLINK_DOWN,
        baseSight(vantage),
        usual(failed, trial -> trial.word().orElse(FailureWord.UNKNOWN)).orElseThrow(),
        failed.size(),
        good(vantage).size(),
        false);
  }

  /** Every site fails over IPv6 and passes over IPv4, and so does the target. */
  private Optional<VantageFault> byFamily(VantageTrials vantage) {
    var trials = good(vantage).stream().filter(VantageHealth::isIpv6).toList();
    var failed = trials.stream().filter(trial -> !trial.ok()).toList();
    var others = good(vantage).stream().filter(trial -> !isIpv6(trial)).toList();
    if (failed.isEmpty()
        || failed.size() < trials.size()
        || !Share.of(others.stream().filter(ClassifiedTrial::ok).count(), others.size())
            .isOverHalf()
        || vantage.base().anyMatch(trial -> isIpv6(trial) == trial.ok())) {
      return Optional.empty();
    }
    var word = usual(failed, trial -> trial.word().orElse(FailureWord.UNKNOWN)).orElseThrow();
    return Optional.of(
        new VantageFault(
            vantage,
            Cause.IPV6_BROKEN,
            baseSight(vantage),
            word,
            failed.size(),
            trials.size(),
            false));
  }

  private static boolean isIpv6(ClassifiedTrial trial) {
    return trial.at().indexOf(':') >= 0;
  }

  /** Known-good sites come with other certificates than everybody else is sent. */
  private boolean isResigned(VantageTrials vantage, List<ClassifiedTrial> failed) {
    var elsewhere =
        scene.vantages().stream()
            .filter(other -> !other.network().equals(vantage.network()))
            .flatMap(other -> other.references().stream())
            .flatMap(trial -> trial.leaf().stream())
            .collect(Collectors.toSet());
    return !elsewhere.isEmpty()
        && failed.stream().flatMap(trial -> trial.leaf().stream()).noneMatch(elsewhere::contains);
  }

  private static Cause kind(Symptom symptom) {
    return switch (symptom) {
      case CERT_DATE -> Cause.CLOCK_WRONG;
      case CERT_ISSUER -> Cause.CA_BUNDLE_MISSING_OR_OLD;
      case NAME_UNRESOLVED, NAME_LIED -> Cause.OWN_RESOLVER_BROKEN;
      case CONNECT_SILENT, UNREACHABLE, REFUSED, BANNED, OK_LOSSY -> Cause.UPLINK_DOWN;
      case CUT_BEFORE_HELLO,
          CUT_AFTER_HELLO,
          SILENT_AFTER_HELLO,
          BROKEN_HANDSHAKE,
          NOT_TLS,
          ALERT,
          ALERT_NAME,
          ALERT_CLIENT,
          CERT_NAME,
          CERT_OTHER,
          CERT_FOREIGN,
          BLOCK_PAGE ->
          Cause.LOCAL_INTERCEPTION;
      case HTTP_STATUS, FORBIDDEN, HTTP_BROKEN, LIMITED, TURNED_AWAY, OTHER, OK_SLOW, OK ->
          Cause.AGENT_DEFECT;
    };
  }

  private Optional<VantageFault> byFact(
      VantageTrials vantage, boolean clocksBelieved, boolean bundlesBelieved) {
    if (clocksBelieved && blamesItsOwnClock(vantage)) {
      return Optional.of(fact(vantage, Cause.CLOCK_WRONG, Symptom.CERT_DATE));
    }
    return rejectsWhatOthersAccept(vantage) || (bundlesBelieved && blamesItsOwnBundle(vantage))
        ? Optional.of(fact(vantage, Cause.CA_BUNDLE_MISSING_OR_OLD, baseSight(vantage)))
        : Optional.empty();
  }

  private static VantageFault fact(VantageTrials vantage, Cause id, Symptom symptom) {
    var word =
        usual(complaints(vantage, symptom), trial -> trial.word().orElse(FailureWord.UNKNOWN));
    return new VantageFault(vantage, id, symptom, word.orElse(FailureWord.UNKNOWN), 0, 0, true);
  }

  /** Complains of dates that are right by the coordinator's clock, and of nothing else. */
  private boolean blamesItsOwnClock(VantageTrials vantage) {
    var complaints = complaints(vantage, Symptom.CERT_DATE);
    return !complaints.isEmpty()
        && baseSight(vantage) == Symptom.CERT_DATE
        && complaints.stream()
            .allMatch(trial -> CentralCertificateCheck.blamesTheClock(vantage, trial, scene.now()));
  }

  /** The coordinator accepts all it refuses. */
  private boolean blamesItsOwnBundle(VantageTrials vantage) {
    var complaints = complaints(vantage, baseSight(vantage));
    return !complaints.isEmpty()
        && complaints.stream()
            .allMatch(trial -> CentralCertificateCheck.blamesTheBundle(vantage, trial));
  }

  /** Two networks accept the very chain that this vantage refuses. */
  private boolean rejectsWhatOthersAccept(VantageTrials vantage) {
    var complaints = complaints(vantage, Symptom.CERT_ISSUER);
    return !complaints.isEmpty()
        && baseSight(vantage) == Symptom.CERT_ISSUER
        && complaints.stream()
            .allMatch(trial -> acceptedChains.getOrDefault(chain(trial), Set.of()).size() >= 2);
  }

  private static List<ClassifiedTrial> complaints(VantageTrials vantage, Symptom symptom) {
    return vantage.base().filter(trial -> trial.symptom() == symptom).toList();
  }

  private static Symptom baseSight(VantageTrials vantage) {
    return usual(vantage.base().filter(trial -> !trial.ok()).toList(), ClassifiedTrial::symptom)
        .orElse(Symptom.OTHER);
  }

  public static boolean clockIsOff(VantageTrials vantage) {
    return vantage
        .description()
        .clockOffset()
        .filter(offset -> offset.abs().compareTo(CLOCK_TOLERANCE) > 0)
        .isPresent();
  }

  private List<ClassifiedTrial> good(VantageTrials vantage) {
    return vantage.references().stream().filter(trial -> !badSites.contains(trial.site())).toList();
  }

  private Set<String> sites(VantageTrials vantage) {
    return good(vantage).stream().map(ClassifiedTrial::site).collect(Collectors.toSet());
  }

  /** Sites of which most trials from here fail. */
  private Set<String> failingSites(VantageTrials vantage) {
    return good(vantage).stream()
        .collect(Collectors.groupingBy(ClassifiedTrial::site))
        .entrySet()
        .stream()
        .filter(
            one ->
                one.getValue().stream().filter(ClassifiedTrial::ok).count() * 2
                    < one.getValue().size())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** A site that fails at most of the vantages for which another site passes is no reference. */
  private static Set<String> badSites(List<VantageTrials> vantages) {
    var failed = new HashMap<String, Integer>();
    var asked = new HashMap<String, Integer>();
    for (var vantage : vantages) {
      var passing =
          vantage.references().stream()
              .filter(ClassifiedTrial::ok)
              .map(ClassifiedTrial::site)
              .collect(Collectors.toSet());
      for (var site :
          vantage.references().stream().map(ClassifiedTrial::site).distinct().toList()) {
        if (!passing.isEmpty()) {
          asked.merge(site, 1, Integer::sum);
          failed.merge(site, passing.contains(site) ? 0 : 1, Integer::sum);
        }
      }
    }
    var bad = new HashSet<String>();
    failed.forEach(
        (site, count) -> {
          if (count >= 2 && Share.of(count, asked.getOrDefault(site, 0)).isOverHalf()) {
            bad.add(site);
          }
        });
    return bad;
  }

  private static Map<List<String>, Set<String>> acceptedChains(List<VantageTrials> vantages) {
    var accepted = new HashMap<List<String>, Set<String>>();
    for (var vantage : vantages) {
      vantage
          .base()
          .filter(trial -> trial.ok() && !trial.chain().isEmpty())
          .forEach(
              trial ->
                  accepted
                      .computeIfAbsent(chain(trial), key -> new HashSet<>())
                      .add(vantage.network()));
    }
    return accepted;
  }

  private static List<String> chain(ClassifiedTrial trial) {
    return trial.chain().stream().map(CertificateFacts::sha256).toList();
  }

  private static <K extends Comparable<K>> Optional<K> usual(
      List<ClassifiedTrial> trials, Function<ClassifiedTrial, K> key) {
    var counts = new TreeMap<K, Integer>();
    trials.forEach(trial -> counts.merge(key.apply(trial), 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }
}

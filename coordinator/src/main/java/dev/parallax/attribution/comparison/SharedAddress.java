package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One address with two servers behind it, as a load balancer makes them: at a part of the vantages
 * nearly all base trials fail with one symptom, at others they pass, and what the server sent
 * differs.
 *
 * @param failing the vantages that reach the faulty server
 * @param passing vantages that reach another server
 * @param differs the traits that differ, with their values at the failing and passing vantages
 */
public record SharedAddress(
    IpAddress address,
    Symptom symptom,
    List<ComparedVantage> failing,
    List<ComparedVantage> passing,
    Map<ServerTrait, Values> differs) {
  /** The value at the failing vantages, and the values at the passing vantages. */
  public record Values(String failing, String passing) {}

  /** The base trials of one vantage at one address. */
  private record AddressTrials(ComparedVantage row, List<ClassifiedTrial> trials) {
    /** The symptom of nearly all trials. */
    Optional<Symptom> main() {
      var counts = new EnumMap<Symptom, Integer>(Symptom.class);
      trials.forEach(trial -> counts.merge(trial.symptom(), 1, Integer::sum));
      return counts.entrySet().stream()
          .filter(entry -> isNearlyAll(entry.getValue()))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    boolean passes() {
      return isNearlyAll((int) trials.stream().filter(ClassifiedTrial::ok).count());
    }

    private boolean isNearlyAll(int count) {
      return count >= Thresholds.SERVER_TRIALS
          && Share.of(count, trials.size()).isAtLeastFourFifths();
    }
  }

  /** All of them, by address and symptom; linear in the number of trials. */
  static List<SharedAddress> of(List<ComparedVantage> rows) {
    var visits = new TreeMap<IpAddress, List<AddressTrials>>();
    for (var row : rows) {
      row.vantage()
          .base()
          .collect(Collectors.groupingBy(ClassifiedTrial::at))
          .forEach((at, trials) -> at.ifPresent(address -> add(visits, address, row, trials)));
    }
    var found = new ArrayList<SharedAddress>();
    visits.forEach((address, here) -> found.addAll(of(address, here)));
    return List.copyOf(found);
  }

  private static void add(
      Map<IpAddress, List<AddressTrials>> visits,
      IpAddress address,
      ComparedVantage row,
      List<ClassifiedTrial> trials) {
    visits.computeIfAbsent(address, none -> new ArrayList<>()).add(new AddressTrials(row, trials));
  }

  private static List<SharedAddress> of(IpAddress address, List<AddressTrials> visits) {
    var passing = visits.stream().filter(AddressTrials::passes).toList();
    if (passing.isEmpty() || passing.size() == visits.size()) {
      return List.of();
    }
    var bySymptom = new EnumMap<Symptom, List<AddressTrials>>(Symptom.class);
    for (var visit : visits) {
      visit
          .main()
          .filter(Predicate.not(Symptom::passes))
          .ifPresent(main -> bySymptom.computeIfAbsent(main, none -> new ArrayList<>()).add(visit));
    }
    var found = new ArrayList<SharedAddress>();
    bySymptom.forEach(
        (symptom, failing) -> {
          var shared =
              new SharedAddress(
                  address, symptom, rows(failing), rows(passing), differing(failing, passing));
          if (failing.size() >= Thresholds.SERVER_VANTAGES && shared.isEvident(failing)) {
            found.add(shared);
          }
        });
    return found;
  }

  private static List<ComparedVantage> rows(List<AddressTrials> visits) {
    return visits.stream().map(AddressTrials::row).toList();
  }

  /**
   * Whether the symptom and the traits show a second server. A filter on the path breaks
   * connections to the one server as well, and cannot change the TTL of its SYN-ACK. An alert or an
   * HTTP response under a valid certificate is an answer of a server.
   */
  private boolean isEvident(List<AddressTrials> failing) {
    return switch (symptom) {
      case CERT_DATE, CERT_NAME, CERT_ISSUER, CERT_OTHER, CERT_FOREIGN ->
          differs.containsKey(ServerTrait.LEAF);
      case HTTP_STATUS ->
          failing.stream()
              .flatMap(visit -> visit.trials().stream())
              .allMatch(trial -> trial.leaf().isPresent());
      case ALERT, ALERT_NAME ->
          !differs.isEmpty() || ComparedVantages.networks(rows(failing)).size() > 1;
      default -> SymptomSet.HANDSHAKE_BROKEN.contains(symptom) && isSeenBelowTls();
    };
  }

  /** The SYN-ACKs come from different systems, although a packet filter forwards them. */
  public boolean isSeenBelowTls() {
    return differs.containsKey(ServerTrait.INITIAL_TTL);
  }

  private static Map<ServerTrait, Values> differing(
      List<AddressTrials> failing, List<AddressTrials> passing) {
    var differs = new EnumMap<ServerTrait, Values>(ServerTrait.class);
    for (var trait : ServerTrait.values()) {
      var here = values(trait, failing, trial -> !trial.ok());
      var elsewhere = values(trait, passing, ClassifiedTrial::ok);
      if (here.size() == 1
          && !elsewhere.isEmpty()
          && requests(trait, failing).equals(requests(trait, passing))
          && !elsewhere.containsKey(here.firstKey())) {
        differs.put(trait, new Values(here.firstKey(), String.join(", ", elsewhere.keySet())));
      }
    }
    return differs;
  }

  private static TreeMap<String, Integer> values(
      ServerTrait trait, List<AddressTrials> visits, Predicate<ClassifiedTrial> which) {
    var counts = new TreeMap<String, Integer>();
    for (var visit : visits) {
      visit.trials().stream()
          .filter(which)
          .flatMap(trial -> trait.of(trial).stream())
          .forEach(value -> counts.merge(value, 1, Integer::sum));
    }
    return counts;
  }

  private static Set<String> requests(ServerTrait trait, List<AddressTrials> visits) {
    return visits.stream()
        .flatMap(visit -> visit.trials().stream())
        .flatMap(trial -> trait.request(trial).stream())
        .collect(Collectors.toSet());
  }
}

package dev.parallax.attribution.correction;

import dev.parallax.attribution.correction.HttpAnswer.Feature;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.endpoint.Target;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The HTTP answers of the vantages, feature by feature. A feature that varies between the trials of
 * single vantages varies by itself and is not compared. The usual value of the others is that of
 * more than half of the networks outside.
 */
public final class ContentComparison {
  /** Features that differ by chance alone, such as the body of a personal page, are single. */
  private static final int DIFFERENT = 2;

  private final Target target;
  private final List<Answering> outside;
  private final Map<Feature, String> usual = new EnumMap<>(Feature.class);
  private final Set<Feature> steady;
  private final Map<String, Set<String>> networksByLeaf = new HashMap<>();

  private ContentComparison(Target target, List<VantageTrials> vantages) {
    this.target = target;
    this.outside = vantages.stream().filter(vantage -> !vantage.inside()).map(this::of).toList();
    this.steady =
        Stream.of(Feature.values()).filter(this::isSteady).collect(Collectors.toUnmodifiableSet());
    steady.forEach(feature -> usual(feature).ifPresent(value -> usual.put(feature, value)));
    for (var vantage : vantages) {
      answered(vantage)
          .flatMap(answered -> answered.trial.leaf().stream())
          .forEach(
              leaf ->
                  networksByLeaf
                      .computeIfAbsent(leaf, none -> new HashSet<>())
                      .add(vantage.network()));
    }
  }

  /** The answers of one vantage. */
  private record Answering(VantageTrials vantage, List<HttpAnswer> answers) {
    Set<String> values(Feature feature) {
      return answers.stream().map(answer -> answer.value(feature)).collect(Collectors.toSet());
    }
  }

  private Answering of(VantageTrials vantage) {
    return new Answering(vantage, answered(vantage).map(Answered::answer).toList());
  }

  public static ContentComparison of(Target target, List<VantageTrials> vantages) {
    return new ContentComparison(target, vantages);
  }

  /** A trial with its answer. */
  private record Answered(ClassifiedTrial trial, HttpAnswer answer) {}

  /** Trials with an answer that counts as working. */
  private Stream<Answered> answered(VantageTrials vantage) {
    var found = Stream.<Answered>builder();
    for (var trial : vantage.trials()) {
      if (ArmGroups.REQUESTS.contains(trial.arm()) && trial.seen().ok()) {
        HttpAnswer.of(target, trial).ifPresent(answer -> found.add(new Answered(trial, answer)));
      }
    }
    return found.build();
  }

  private boolean isSteady(Feature feature) {
    var values =
        outside.stream().map(eachAnswering -> eachAnswering.values(feature).size()).toList();
    var answering = values.stream().filter(count -> count > 0).count();
    var varying = values.stream().filter(count -> count > 1).count();
    return Share.of(answering - varying, answering).isAtLeastFourFifths();
  }

  private Optional<String> usual(Feature feature) {
    var networks = networksByValue(answering -> answering.values(feature));
    var all = networks.values().stream().flatMap(Set::stream).distinct().count();
    return networks.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .filter(entry -> Share.of(entry.getValue().size(), all).isOverHalf())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private <K> Map<K, Set<String>> networksByValue(Function<Answering, Set<K>> values) {
    var networks = new LinkedHashMap<K, Set<String>>();
    for (var answering : outside) {
      values
          .apply(answering)
          .forEach(
              value ->
                  networks
                      .computeIfAbsent(value, none -> new HashSet<>())
                      .add(answering.vantage.network()));
    }
    return networks;
  }

  /** The compared features in which the answer of this trial is not the usual one. */
  List<Feature> differences(ClassifiedTrial trial) {
    if (usual.isEmpty()) {
      return List.of();
    }
    return HttpAnswer.of(target, trial).stream()
        .flatMap(
            answer ->
                usual.entrySet().stream()
                    .filter(entry -> !entry.getValue().equals(answer.value(entry.getKey())))
                    .map(Map.Entry::getKey))
        .sorted()
        .toList();
  }

  /** Another answer than most networks get: by its redirect, or by two features or more. */
  public boolean isOther(VantageTrials vantage, ClassifiedTrial trial) {
    return !vantage.inside()
        && ArmGroups.REQUESTS.contains(trial.arm())
        && trial.seen().ok()
        && isOther(differences(trial));
  }

  private static boolean isOther(List<Feature> differences) {
    return differences.contains(Feature.REDIRECT) || differences.size() >= DIFFERENT;
  }

  /**
   * Whether a certificate shows that the answer is the service's own: the coordinator does not
   * refuse its chain, or most networks got the same leaf.
   */
  public boolean isVouched(ClassifiedTrial trial) {
    var refused = trial.central().flatMap(check -> check.atCoordinator()).isPresent();
    return trial.leaf().filter(leaf -> !refused || isUsual(leaf)).isPresent();
  }

  private boolean isUsual(String leaf) {
    var all = outside.stream().map(answering -> answering.vantage.network()).distinct().count();
    return Share.of(networksByLeaf.getOrDefault(leaf, Set.of()).size(), all).isOverHalf();
  }

  /**
   * The two answers of the networks where these divide into two equal parts with different answers
   * and no certificate vouches for any: nothing shows which part gets the service's own. Else
   * empty.
   */
  public List<String> divided() {
    if (outside.stream()
        .flatMap(answering -> answered(answering.vantage))
        .anyMatch(answered -> isVouched(answered.trial))) {
      return List.of();
    }
    var parts = networksByValue(this::signatures);
    var sizes = parts.values().stream().map(Set::size).distinct().toList();
    if (parts.size() != 2 || sizes.size() != 1) {
      return List.of();
    }
    var features = between(List.copyOf(parts.keySet()));
    return isOther(features)
        ? parts.keySet().stream().map(signature -> text(features, answer(signature))).toList()
        : List.of();
  }

  /** The values of the compared features. */
  private Set<List<String>> signatures(Answering answering) {
    return answering.answers.stream()
        .map(answer -> compared().stream().map(answer::value).toList())
        .collect(Collectors.toSet());
  }

  private List<Feature> compared() {
    return steady.stream().sorted().toList();
  }

  private HttpAnswer answer(List<String> signature) {
    var values = new EnumMap<Feature, String>(Feature.class);
    for (int i = 0; i < signature.size(); i++) {
      values.put(compared().get(i), signature.get(i));
    }
    return new HttpAnswer("", values);
  }

  private List<Feature> between(List<List<String>> signatures) {
    var first = answer(signatures.getFirst());
    var second = answer(signatures.getLast());
    return compared().stream()
        .filter(feature -> !first.value(feature).equals(second.value(feature)))
        .toList();
  }

  /** What differs in this answer, with its values: {@code HTTP 302, location: http://…}. */
  public String here(ClassifiedTrial trial) {
    return HttpAnswer.of(target, trial).map(answer -> text(differences(trial), answer)).orElse("");
  }

  /** The usual values of what differs in this answer. */
  public String elsewhere(ClassifiedTrial trial) {
    return text(differences(trial), new HttpAnswer("", usual));
  }

  private static String text(List<Feature> features, HttpAnswer answer) {
    return features.stream()
        .map(feature -> AnswerText.of(feature, answer))
        .collect(Collectors.joining(", "));
  }
}

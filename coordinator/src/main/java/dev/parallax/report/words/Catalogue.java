package dev.parallax.report.words;

import dev.parallax.model.Blame;
import dev.parallax.model.Candidate;
import dev.parallax.model.Cause;
import dev.parallax.model.Evidence;
import dev.parallax.model.FailureWord;
import dev.parallax.model.FindingKind;
import dev.parallax.model.Grade;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.RoundEnd;
import dev.parallax.model.RoundReason;
import dev.parallax.model.Scope;
import dev.parallax.model.Segment;
import dev.parallax.model.StepFailure;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
import dev.parallax.report.Aspect;
import dev.parallax.report.ExitDecision;
import dev.parallax.report.Report;
import dev.parallax.report.explain.Refutation;
import dev.parallax.report.explain.RefutationOutcome;
import dev.parallax.report.facts.ClientHelloTie;
import dev.parallax.report.facts.Difference;
import dev.parallax.report.facts.FamilyRestriction;
import dev.parallax.report.facts.NameSource;
import dev.parallax.report.facts.NamedVantages;
import dev.parallax.report.facts.ResponseRemark;
import dev.parallax.report.facts.UnmetExpectation;
import dev.parallax.text.Printable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sentences of verdicts, remedies and reports, in one language. Input: values; output:
 * sentences. Remote text in them is made printable.
 */
public final class Catalogue {
  private static final int TIES_SHOWN = 3;
  private static final int UNMET_SHOWN = 3;
  private static final int SOURCES_SHOWN = 6;
  private static final int EXCHANGE_SHOWN = 1_000;
  private static final int LOCATIONS_SHOWN = 400;
  private static final int NAMES_SHOWN = 6;
  private static final Set<Heading> HEADINGS =
      EnumSet.of(
          Heading.COVERAGE,
          Heading.STEPS,
          Heading.STEPS_AND_ARMS,
          Heading.ARMS,
          Heading.WAY,
          Heading.DIFFERENCES,
          Heading.EVIDENCE,
          Heading.ELSE,
          Heading.NEXT,
          Heading.REMEDIES,
          Heading.DIFF_LAST_HEALTHY,
          Heading.OPPOSES,
          Heading.CONTEXT,
          Heading.REFUTED_BY,
          Heading.UNRUN,
          Heading.GAPS,
          Heading.SWEEP);
  private static final int FEW = 3;

  /** For this many connect times, the sentence states only that it was late. */
  private static final double FAR_LATER = 100;

  private final Language language;
  private final Sentences sentences;
  private final NamedVantages crowds;

  private Catalogue(Language language, Sentences sentences, NamedVantages crowds) {
    this.language = language;
    this.sentences = sentences;
    this.crowds = crowds;
  }

  public static Catalogue english() {
    return of(Language.EN);
  }

  public static Catalogue of(Language language) {
    return new Catalogue(language, Sentences.load(language), NamedVantages.NONE);
  }

  /** The same, with the names of these sets of vantages. */
  public Catalogue knowing(NamedVantages some) {
    return new Catalogue(language, sentences, some);
  }

  public Language language() {
    return language;
  }

  /** E.g. {@code ORIGIN / edge — the origin's edge …, every outside vantage: …}. */
  public String headline(Verdict verdict) {
    return sentences.fill(
        "headline", Map.of("place", place(verdict), "what", broken(verdict, affected(verdict))));
  }

  /** Blame and segment. */
  public String place(Verdict verdict) {
    return blame(verdict.blame()) + verdict.segment().map(one -> " / " + segment(one)).orElse("");
  }

  private String mechanism(Verdict verdict) {
    if (verdict.blame() == Blame.INCONCLUSIVE) {
      if (isUnmeasured(verdict)) {
        return sentences.get("inconclusive.unmeasured");
      }
      if (has(verdict, FindingKind.CONTROLS_FAIL_ALIKE)) {
        return sentences.get("inconclusive.alike");
      }
      return has(verdict, FindingKind.ANSWERS_DIVIDE)
          ? sentences.get("inconclusive.divided")
          : undecided(verdict.credibleSet(), has(verdict, FindingKind.ARM_FAILS_ALONE));
    }
    if (isUnmetExpectation(verdict)) {
      return sentences.get("hypothesis.unmet");
    }
    return verdict
        .hypothesis()
        .map(this::hypothesis)
        .orElseGet(() -> sentences.get("unnamed." + verdict.blame()));
  }

  /** The service answers without an error, or with one that is not what is amiss. */
  private static boolean isUnmetExpectation(Verdict verdict) {
    return verdict.hypothesis().filter(Cause.HTTP_ERROR::equals).isPresent()
        && verdict.failure().filter(FailureWord::isUnmetExpectation).isPresent();
  }

  private static boolean isUnmeasured(Verdict verdict) {
    return verdict.credibleSet().isEmpty() && has(verdict, FindingKind.NOT_MEASURED);
  }

  private static boolean has(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().anyMatch(one -> one.kind() == kind);
  }

  private String undecided(List<Candidate> candidates, boolean armsFail) {
    var causes =
        candidates.stream()
            .map(one -> one.hypothesis().named())
            .distinct()
            .limit(NAMES_SHOWN)
            .toList();
    if (!armsFail && causes.equals(List.of(Cause.HEALTHY.named()))) {
      return sentences.get("inconclusive.healthy");
    }
    return switch (causes.size()) {
      case 0 -> sentences.get("inconclusive");
      case 1 -> sentences.fill("inconclusive.one", Map.of("causes", causes.getFirst()));
      default -> sentences.fill("inconclusive.set", Map.of("causes", String.join(", ", causes)));
    };
  }

  private String affected(Verdict verdict) {
    var what = mechanism(verdict);
    return verdict.scope().attribute() == Scope.Attribute.NOBODY
        ? what
        : sentences.fill("headline.scope", Map.of("what", what, "scope", scope(verdict.scope())));
  }

  private String broken(Verdict verdict, String what) {
    return verdict
        .stepFailure()
        .map(this::failure)
        .or(() -> verdict.failure().map(this::failure))
        .map(how -> sentences.fill("headline.failure", Map.of("what", what, "failure", how)))
        .orElse(what);
  }

  public String blame(Blame blame) {
    return sentences.get("blame." + blame);
  }

  String segment(Segment segment) {
    return sentences.get("segment." + segment);
  }

  public String grade(Grade grade) {
    return sentences.get("grade." + grade);
  }

  public String uncalibrated() {
    return sentences.get("uncalibrated");
  }

  /** The event, as a clause. */
  public String hypothesis(Cause hypothesis) {
    return sentences.get("hypothesis." + hypothesis);
  }

  /** The event and its scope. */
  public String scoped(Cause hypothesis, Scope scope) {
    return sentences.fill(
        "headline.scope", Map.of("what", hypothesis(hypothesis), "scope", scope(scope)));
  }

  String scope(Scope scope) {
    return sentences.fill("scope." + scope.attribute(), Map.of("value", scope.value()));
  }

  /** How a step failed, with the step where the word alone would mislead. */
  public String failure(StepFailure failure) {
    var how = failure(failure.word());
    return failure.isForeign()
        ? sentences.fill("failure.step." + failure.step(), Map.of("failure", how))
        : how;
  }

  /** The failure of a step, as a clause; an unknown failure word is printed itself. */
  public String failure(FailureWord word) {
    if (word.isAlert()) {
      return sentences.fill(
          "failure.alert", Map.of("description", word.word().substring("alert_".length())));
    }
    if (word.isHttpStatus()) {
      return sentences.fill(
          "failure.http_status", Map.of("class", word.word().substring("http_status_".length())));
    }
    return sentences
        .find("failure." + word.word())
        .orElseGet(() -> sentences.fill("failure.other", Map.of("word", word.word())));
  }

  /** The coordinator's own pages: a key of {@code web.…} in the catalogue. */
  public String page(String key) {
    return page(key, Map.of());
  }

  /** The same with values in it. */
  public String page(String key, Map<String, String> parameters) {
    return sentences.fill("web." + key, parameters);
  }

  public String notRun(NotRunReason reason) {
    return sentences.get("notrun." + reason);
  }

  /** The progress of a running sweep: a key {@code progress.…} of the catalogue. */
  public String progress(String key, Map<String, String> parameters) {
    return sentences.fill("progress." + key, parameters);
  }

  /** The words of the catalogue of causes: a key of {@code causes.…}. */
  String causes(String key, Map<String, String> parameters) {
    return sentences.fill("causes." + key, parameters);
  }

  /** Why a round was run. */
  public String round(RoundReason reason) {
    return sentences.get("round." + reason);
  }

  /** The reason why no further round followed. */
  public String end(RoundEnd end) {
    return sentences.get("end." + end);
  }

  public String evidence(Evidence evidence) {
    var parameters = new HashMap<>(evidence.parameters());
    parameters.put("who", names(evidence.failing()));
    parameters.put("controls", names(evidence.controls()));
    parameters.computeIfPresent(
        "word", (key, word) -> word.isEmpty() ? sentences.get("word.none") : word);
    parameters.computeIfPresent("reason", (key, word) -> notRun(word, evidence.parameters()));
    if (evidence.kind() == FindingKind.HOP_LOCATED) {
      parameters.put("place", hop(evidence.parameters()));
    }
    return sentence(sentences.fill("evidence." + evidence.kind() + variant(evidence), parameters));
  }

  /** The reason why trials did not run, with the agent's own text. */
  private String notRun(String reason, Map<String, String> parameters) {
    var said = parameters.getOrDefault("said", "");
    var words = sentences.find("notrun." + reason.toUpperCase(Locale.ROOT)).orElse(reason);
    return said.isEmpty() ? words : words + " (" + said + ")";
  }

  /** A vantage's name at the beginning is unchanged; other text gets a capital letter. */
  private String sentence(String text) {
    return Stream.of(NamedVantages.Kind.values())
            .map(kind -> sentences.get("crowd." + kind))
            .anyMatch(begin -> text.startsWith(begin.substring(0, begin.indexOf('{'))))
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  /** {@code hop 3 or 4 of 9; router there: …}, with the known parts. */
  private String hop(Map<String, String> known) {
    var from = known.getOrDefault("from", "");
    var to = known.getOrDefault("to", from);
    var place = sentences.fill(from.equals(to) ? "hop.single" : "hop.either", known);
    for (var more : List.of("of", "router")) {
      if (!known.getOrDefault(more, "").isEmpty()) {
        place =
            sentences.fill("hop." + more, Map.of("hop", place, more, known.getOrDefault(more, "")));
      }
    }
    return place;
  }

  /** The choice between several sentences, for readability. */
  private static String variant(Evidence evidence) {
    return switch (evidence.kind()) {
      case BREAK_TIMING -> ratio(evidence) > FAR_LATER ? ".late" : "";
      case SHOWN_FOR ->
          evidence.parameters().getOrDefault("untried", "").isEmpty() ? "" : ".partly";
      default -> "";
    };
  }

  private static double ratio(Evidence evidence) {
    try {
      return Double.parseDouble(evidence.parameters().getOrDefault("ratio", "0"));
    } catch (NumberFormatException words) {
      return 0;
    }
  }

  public String why(NextProbe next) {
    var key = "why." + next.why();
    var plain = next.parameters().isEmpty() && sentences.find(key + ".plain").isPresent();
    var parameters = new HashMap<>(next.parameters());
    parameters.computeIfPresent("left", (side, code) -> named(code));
    parameters.computeIfPresent("right", (side, code) -> named(code));
    return sentences.fill(plain ? key + ".plain" : key, parameters);
  }

  private static String named(String code) {
    return Cause.of(code).map(Cause::named).orElse(code);
  }

  /**
   * What stands under a target's name: what was sent to it and expected of it, what arrived
   * instead, of which at most three details are named, the statuses, redirects and notes of its
   * responses, and what limits the comparison.
   */
  public List<String> remarks(Report report, TargetResults results) {
    return Stream.of(
            exchange(results),
            sources(results),
            responses(results),
            limits(report, results).stream())
        .flatMap(texts -> texts)
        .toList();
  }

  /** Addresses that are not a plain answer of DNS. */
  private Stream<String> sources(TargetResults results) {
    return NameSource.of(results).stream().limit(SOURCES_SHOWN).map(this::source);
  }

  private String source(NameSource source) {
    var heading =
        switch (source.kind()) {
          case HOSTS_FILE -> Heading.HOSTS_FILE;
          case HOSTS_FILE_DIFFERS -> Heading.HOSTS_FILE_DIFFERS;
          case SEARCH_LIST -> Heading.SEARCH_LIST;
          case ADDRESS_BEFORE_ALIAS -> Heading.ADDRESS_BEFORE_ALIAS;
        };
    return sentence(
        heading(
            heading,
            Map.of(
                "who", names(source.vantages()),
                "listed", Printable.of(source.addresses()),
                "dns", Printable.of(source.dns()))));
  }

  private Stream<String> responses(TargetResults results) {
    return ResponseRemark.of(results).stream().map(this::response);
  }

  private String response(ResponseRemark remark) {
    var who = names(remark.vantages());
    var text = Printable.of(remark.text(), LOCATIONS_SHOWN);
    return sentence(
        switch (remark.kind()) {
          case STATUS -> heading(Heading.HTTP_STATUS, Map.of("who", who, "status", text));
          case REDIRECT -> heading(Heading.HTTP_REDIRECT, Map.of("who", who, "locations", text));
          case NOTE ->
              heading(
                  Heading.HTTP_NOTE,
                  Map.of("who", who, "note", sentences.get("httpnote." + remark.text())));
        });
  }

  private Stream<String> exchange(TargetResults results) {
    if (results.exchange().isDefault()) {
      return Stream.of();
    }
    var words = Map.of("words", Printable.of(results.exchange().toString(), EXCHANGE_SHOWN));
    return Stream.concat(
        Stream.of(heading(Heading.EXPECTED, words)),
        UnmetExpectation.of(results).stream().limit(UNMET_SHOWN).map(this::unmet));
  }

  private String unmet(UnmetExpectation unmet) {
    var text =
        heading(
            Heading.UNMET,
            Map.of("who", names(unmet.vantages()), "detail", Printable.of(unmet.detail())));
    return sentence(text);
  }

  /**
   * The limits of the comparison of a target: addresses that were not requested, and different
   * ClientHellos of its vantages, of which at most three groups are named.
   */
  private List<String> limits(Report report, TargetResults results) {
    return Stream.concat(
            report.onlyFamily(results).map(this::onlyFamily).stream(),
            ClientHelloTie.of(results).stream().limit(TIES_SHOWN).map(this::tie))
        .toList();
  }

  private String tie(ClientHelloTie tie) {
    var sides = tie.sides().stream().map(this::names).collect(Collectors.joining(" | "));
    return heading(Heading.CLIENT_HELLO_TIE, Map.of("sides", sides));
  }

  /** For a sweep restricted to one address family. */
  private String onlyFamily(FamilyRestriction only) {
    var heading = only.without().isEmpty() ? Heading.ONLY_FAMILY : Heading.ONLY_FAMILY_LACKING;
    return heading(heading, Map.of("family", only.family().title(), "who", names(only.without())));
  }

  /** The reason for an exit code, in one sentence. */
  public String exit(ExitDecision decision) {
    var parameters = new HashMap<>(decision.parameters());
    parameters.computeIfPresent(
        "blame", (key, blame) -> sentences.find("blame." + blame).orElse(blame));
    return sentences.fill("exit." + decision.cause(), parameters);
  }

  /** The remedies, most promising first; for an open question, the actions to avoid. */
  public List<String> remedies(Target target, Verdict verdict) {
    return new Remedies(sentences, target, verdict, scope(verdict.scope())).texts();
  }

  /** An observation that would have refuted the verdict, as a clause. */
  public String refutation(Target target, Verdict verdict, Refutation refutation) {
    return sentences.fill(
        "refutation." + refutation, Map.of("host", target.host(), "scope", scope(verdict.scope())));
  }

  /** Whether the observation was searched for; empty where counting does not decide. */
  Optional<String> tested(RefutationOutcome test) {
    var arm = test.refutation().count().map(count -> count.arm().word()).orElse("");
    var who = few(test.state() == RefutationOutcome.State.SEEN ? test.seen() : test.looked());
    var key = "tested." + test.state();
    return sentences.find(key).map(text -> sentences.fill(key, Map.of("arm", arm, "who", who)));
  }

  /** The names of a few, otherwise their number. */
  private String few(List<VantageId> vantages) {
    return vantages.size() > FEW
        ? sentences.fill("vantages", Map.of("count", Integer.toString(vantages.size())))
        : names(vantages);
  }

  public String aspect(Aspect aspect) {
    return sentences.get("aspect." + aspect);
  }

  public String difference(Difference difference) {
    return sentences.get("difference." + difference);
  }

  /** The headings of a text report. */
  public List<String> headings() {
    return HEADINGS.stream().map(this::heading).toList();
  }

  public String heading(Heading heading) {
    return heading(heading, Map.of());
  }

  public String heading(Heading heading, Map<String, String> parameters) {
    return sentences.fill("heading." + heading, parameters);
  }

  /** The common name of the vantages, otherwise the first few names and the number of the rest. */
  public String names(List<VantageId> vantages) {
    return crowds.of(vantages).map(kind -> crowd(kind, vantages)).orElseGet(() -> listed(vantages));
  }

  private String crowd(NamedVantages.Kind kind, List<VantageId> vantages) {
    return sentences.fill("crowd." + kind, Map.of("count", Integer.toString(vantages.size())));
  }

  /** The first few names, and the number of the rest. */
  public String listed(List<VantageId> vantages) {
    if (vantages.isEmpty()) {
      return sentences.get("nobody");
    }
    var shown =
        vantages.stream().limit(NAMES_SHOWN).map(VantageId::name).collect(Collectors.joining(", "));
    return Optional.of(vantages.size() - NAMES_SHOWN)
        .filter(more -> more > 0)
        .map(more -> shown + " " + sentences.fill("more", Map.of("count", more.toString())))
        .orElse(shown);
  }
}

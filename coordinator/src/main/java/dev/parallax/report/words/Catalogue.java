package dev.parallax.report.words;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Aspect;
import dev.parallax.report.ExitDecision;
import dev.parallax.report.Report;
import dev.parallax.report.explain.Refutation;
import dev.parallax.report.explain.RefutationOutcome;
import dev.parallax.report.facts.Difference;
import dev.parallax.report.facts.NamedVantages;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sentences of verdicts, remedies and reports, in one language. Input: values; output:
 * sentences. Remote text in them is made printable.
 */
public final class Catalogue {
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

  private final Language language;
  private final Sentences sentences;
  private final VantageNames names;

  private Catalogue(Language language, Sentences sentences, NamedVantages known) {
    this.language = language;
    this.sentences = sentences;
    this.names = new VantageNames(sentences, known);
  }

  public static Catalogue english() {
    return of(Language.EN);
  }

  public static Catalogue of(Language language) {
    return new Catalogue(language, Sentences.load(language), NamedVantages.NONE);
  }

  /** The same, with the names of these sets of vantages. */
  public Catalogue knowing(NamedVantages vantages) {
    return new Catalogue(language, sentences, vantages);
  }

  public Language language() {
    return language;
  }

  /** E.g. {@code ORIGIN / edge — the origin's edge …, every outside vantage: …}. */
  public String headline(Verdict verdict) {
    return new Headlines(this, sentences).headline(verdict);
  }

  /** Blame and segment. */
  public String place(Verdict verdict) {
    return blame(verdict.blame()) + verdict.segment().map(part -> " / " + segment(part)).orElse("");
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
      return status(word.word().substring("http_status_".length()));
    }
    return sentences
        .find("failure." + word.word())
        .orElseGet(() -> sentences.fill("failure.other", Map.of("word", word.word())));
  }

  /**
   * The failure of a response by its status.
   *
   * @param status one or more, or their class
   */
  public String status(String status) {
    return sentences.fill("failure.http_status", Map.of("class", status));
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
    return new EvidenceSentences(this, sentences).text(evidence);
  }

  /** A vantage's name at the beginning is unchanged; other text gets a capital letter. */
  String sentence(String text) {
    return names.begins(text)
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
        : text;
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

  /** The sentences under a target's name, in the order of the report. */
  public List<String> remarks(Report report, TargetResults results) {
    return new TargetRemarks(this).of(report, results);
  }

  /** A note of how a response departs from the strict rules, in words. */
  String httpNote(String note) {
    return sentences.get("httpnote." + note);
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
    var name =
        names.few(test.state() == RefutationOutcome.State.SEEN ? test.seen() : test.looked());
    var key = "tested." + test.state();
    return sentences.find(key).map(text -> sentences.fill(key, Map.of("arm", arm, "who", name)));
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
    return names.names(vantages);
  }

  /** The first few names, and the number of the rest. */
  public String listed(List<VantageId> vantages) {
    return names.listed(vantages);
  }
}

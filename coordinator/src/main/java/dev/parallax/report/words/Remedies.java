package dev.parallax.report.words;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The remedies of one verdict, most promising first: those for the failure word ({@code
 * remedy.O3.word.cert_expired.1}), then those for the target's scheme ({@code
 * remedy.O8.scheme.smtp.1}), then those for the cause ({@code remedy.O3.1}). A target that starts
 * TLS in cleartext, or has neither TLS nor HTTP, has its own in their place, if there are any
 * ({@code remedy.O6.starttls.1}, {@code remedy.O6.tcp.1}).
 */
final class Remedies {
  private final Sentences sentences;
  private final Target target;
  private final Verdict verdict;
  private final Map<String, String> parameters;

  Remedies(Sentences sentences, Target target, Verdict verdict, String scope) {
    this.sentences = sentences;
    this.target = target;
    this.verdict = verdict;
    var commands = new CheckCommands(target);
    this.parameters =
        Map.of(
            "host", target.host(),
            "target", CheckCommands.quoted(target.name()),
            "port", Integer.toString(target.port()),
            "authority", commands.authority(),
            "openssl", commands.openssl(),
            "curl", commands.curl(),
            "greeting", commands.greeting(),
            "settings", ServerSettings.of(target.scheme()),
            "scope", scope);
  }

  List<String> texts() {
    if (verdict.blame() == Blame.INCONCLUSIVE) {
      return Stream.of(ofRedirect(), ofCut(), numbered(Blame.INCONCLUSIVE.name()))
          .flatMap(texts -> texts)
          .toList();
    }
    return verdict.hypothesis().map(this::of).orElseGet(this::firstOfEach);
  }

  /** For a page that fails behind a redirect. */
  private Stream<String> ofRedirect() {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == FindingKind.REDIRECT_FAILS)
        .flatMap(one -> Optional.ofNullable(one.parameters().get("location")).stream())
        .limit(1)
        .map(
            location ->
                sentences.fill("remedy.redirect", Map.of("page", CheckCommands.quoted(location))));
  }

  /** For answers cut after a part of their bytes. */
  private Stream<String> ofCut() {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == FindingKind.ANSWER_CUT)
        .limit(1)
        .map(one -> sentences.fill("remedy.cut", parameters));
  }

  private List<String> of(Cause cause) {
    return Stream.of(
            VerdictStatus.of(verdict).stream().flatMap(status -> numbered("status." + status)),
            verdict.failure().stream().flatMap(word -> ofOpening(cause + ".word." + word)),
            numbered(cause + ".scheme." + target.scheme().word()),
            ofOpening(cause.code()))
        .flatMap(texts -> texts)
        .toList();
  }

  private Stream<String> ofOpening(String key) {
    return opening()
        .map(kind -> key + "." + kind)
        .filter(own -> exists(own, 1))
        .map(this::numbered)
        .orElseGet(() -> numbered(key));
  }

  private Optional<String> opening() {
    if (target.scheme() == Scheme.TCP) {
      return Optional.of("tcp");
    }
    return target.scheme().startsPlain() ? Optional.of("starttls") : Optional.empty();
  }

  /** For an open cause, the first remedy of each candidate. */
  private List<String> firstOfEach() {
    return verdict.credibleSet().stream()
        .map(Candidate::hypothesis)
        .distinct()
        .flatMap(cause -> first(cause).stream())
        .toList();
  }

  private Optional<String> first(Cause cause) {
    return of(cause).stream()
        .findFirst()
        .map(
            remedy ->
                sentences.fill(
                    "remedy.candidate", Map.of("cause", cause.named(), "remedy", remedy)));
  }

  private Stream<String> numbered(String key) {
    return IntStream.iterate(1, number -> number + 1)
        .takeWhile(number -> exists(key, number))
        .mapToObj(number -> sentences.fill(name(key, number), parameters));
  }

  private boolean exists(String key, int number) {
    return sentences.find(name(key, number)).isPresent();
  }

  private static String name(String key, int number) {
    return "remedy." + key + "." + number;
  }
}

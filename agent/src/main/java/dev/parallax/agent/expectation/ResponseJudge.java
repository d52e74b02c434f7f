package dev.parallax.agent.expectation;

import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.HeaderRule;
import dev.parallax.model.exchange.StatusSet;
import dev.parallax.model.exchange.TextRule;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.text.Printable;
import java.util.List;
import java.util.Optional;

/** Judges an HTTP response; the detail of a failure has what was expected and what was received. */
public final class ResponseJudge {
  private static final int SHOWN = 80;

  private ResponseJudge() {}

  /** The first part that is not met: status, then header fields, then body. */
  public static Optional<Failure> unmet(Expectations expected, ReceivedResponse response) {
    return status(expected, response)
        .or(
            () ->
                expected.headers().stream()
                    .flatMap(rule -> header(rule, response).stream())
                    .findFirst())
        .or(
            () ->
                expected.body().stream()
                    .filter(rule -> !rule.accepts(response.body()))
                    .map(rule -> body(rule, response))
                    .findFirst());
  }

  private static Optional<Failure> status(Expectations expected, ReceivedResponse response) {
    return expected
        .status()
        .filter(set -> !set.contains(response.status()))
        .map(set -> status(set, response));
  }

  private static Failure status(StatusSet set, ReceivedResponse response) {
    var received = response.status() + " " + Printable.collapsed(response.reason(), SHOWN);
    return unmet(
        FailureWord.UNEXPECTED_STATUS, "expected status " + set + ", received " + received.strip());
  }

  private static Optional<Failure> header(HeaderRule rule, ReceivedResponse response) {
    var values = response.headers().getOrDefault(rule.name(), List.of());
    var text = String.join(", ", values);
    boolean met = values.isEmpty() ? !rule.rule().wanted() : rule.rule().accepts(text);
    return met
        ? Optional.empty()
        : Optional.of(
            unmet(
                FailureWord.UNEXPECTED_CONTENT,
                "expected header "
                    + rule.name()
                    + " "
                    + shown(rule.rule())
                    + ", received "
                    + (values.isEmpty() ? "no such field" : Printable.collapsed(text, SHOWN))));
  }

  private static Failure body(TextRule rule, ReceivedResponse response) {
    var where =
        response.cut()
            ? " in the first " + Expectations.BODY_LIMIT + " bytes, and the body goes on"
            : " in " + response.body().length() + " characters";
    return unmet(
        FailureWord.UNEXPECTED_CONTENT,
        "expected body "
            + shown(rule)
            + ", received "
            + (rule.wanted() ? "no match" : "a match")
            + where
            + ": "
            + Printable.collapsed(response.body(), SHOWN));
  }

  private static String shown(TextRule rule) {
    return Printable.escaped(rule.toString(), SHOWN);
  }

  private static Failure unmet(FailureWord word, String detail) {
    return new Failure(Step.HTTP, word, detail);
  }
}

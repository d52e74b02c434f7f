package dev.parallax.agent.probe.http;

import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.Request;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.plan.Medium;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The operator's expectations of a response behind redirects: the last response is judged, as
 * browsers show it. What an operator adds to the request is meant for the target, so that such a
 * request is not sent elsewhere.
 */
public final class RedirectedExchange {
  /** Why a location is not requested that is the target's fault. */
  public static final String UNREADABLE = "no location of http or https that can be requested";

  /** The end of a sentence, which the trial adds again. */
  private static final String AFTER = "; after [0-9]+ ms$";

  private RedirectedExchange() {}

  /** Whether the expectations concern the page to which this response redirects. */
  public static boolean leads(ProbeSpec spec, HttpResponse response) {
    return HttpText.location(response).isPresent() && leads(spec, response.status().code());
  }

  /** Whether a response of this status is judged where its redirect ends. */
  public static boolean leads(ProbeSpec spec, int status) {
    var exchange = spec.exchange();
    var expected = exchange.expectations();
    return Redirects.isRedirect(status)
        && spec.medium() == Medium.TCP
        && spec.lastStep() == Step.HTTP
        && !spec.upgrade()
        && exchange.request().equals(Request.DEFAULT)
        && expected.status().filter(set -> set.contains(status)).isEmpty()
        && expected.headers().stream().noneMatch(rule -> rule.name().equals("location"));
  }

  /** The part of an exchange that concerns the response to another host. */
  public static Exchange of(Exchange exchange) {
    var expected = exchange.expectations();
    return new Exchange(
        Request.DEFAULT,
        new Expectations(
            expected.status(),
            expected.body(),
            expected.headers(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            List.of()));
  }

  /**
   * The outcome of a trial whose expectations are judged at the end of its redirects; empty when
   * they are met, or when there are none.
   */
  public static Optional<Outcome> outcome(Expectations expected, RedirectEnd end) {
    if (!expected.ofHttp()) {
      return Optional.empty();
    }
    var way = ", redirected to " + end.location() + ": ";
    if (end.failure().isPresent()) {
      var failure = end.failure().get();
      return Optional.of(
          new Outcome.Failed(
              failure.word().isUnmetExpectation()
                  ? unmet(failure.word(), withoutTime(failure) + " from " + end.location())
                  : unmet(word(expected), expected(expected) + way + withoutTime(failure))));
    }
    if (end.notRequested().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        end.notRequested().equals(UNREADABLE)
            ? new Outcome.Failed(
                unmet(word(expected), expected(expected) + way + end.notRequested()))
            : new Outcome.NotRun(
                NotRunReason.UNSUPPORTED,
                "the response was not judged" + way + end.notRequested()));
  }

  private static FailureWord word(Expectations expected) {
    return expected.status().isPresent()
        ? FailureWord.UNEXPECTED_STATUS
        : FailureWord.UNEXPECTED_CONTENT;
  }

  private static String expected(Expectations expected) {
    return expected.status().map(set -> "expected status " + set).orElse("expected a page");
  }

  private static String withoutTime(Failure failure) {
    return failure.detail().replaceFirst(AFTER, "");
  }

  private static Failure unmet(FailureWord word, String detail) {
    return new Failure(Step.HTTP, word, detail);
  }
}

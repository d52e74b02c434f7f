package dev.parallax.agent.probe.http;

import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.model.exchange.StatusSet;
import dev.parallax.model.failure.Failure;
import dev.parallax.text.Printable;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Optional;

/** Why a whole response is not what was asked for. */
public final class ResponseFailures {
  /** RFC 7725. */
  private static final int UNAVAILABLE_FOR_LEGAL_REASONS = 451;

  private ResponseFailures() {}

  /**
   * Empty for a response that is in order.
   *
   * @param body its beginning
   * @param upgrade what was asked for instead of a page
   * @param expected status codes that stand in for the rule that a status of 400 or more is a
   *     failure
   */
  public static Optional<Failure> of(
      HttpResponse response, String body, Optional<Upgrade> upgrade, Optional<StatusSet> expected) {
    int status = response.status().code();
    boolean met = expected.filter(set -> set.contains(status)).isPresent();
    return blockpage(response, body, met)
        .or(() -> refusal(response, upgrade, met).map(HttpFailures::upgradeRefused))
        .or(
            () ->
                Optional.of(response)
                    .filter(answer -> isError(answer) && expected.isEmpty())
                    .map(ResponseFailures::status));
  }

  /** A status that is expected, and is no upgrade, needs no upgrade. */
  private static Optional<String> refusal(
      HttpResponse response, Optional<Upgrade> upgrade, boolean met) {
    return upgrade
        .filter(asked -> Upgrade.isSwitching(response) || !met)
        .flatMap(asked -> asked.refusal(response));
  }

  /** A status of 400 or more. */
  public static boolean isError(HttpResponse response) {
    return response.status().code() >= 400;
  }

  private static Optional<Failure> blockpage(HttpResponse response, String body, boolean met) {
    if (response.status().code() == UNAVAILABLE_FOR_LEGAL_REASONS && !met) {
      return Optional.of(HttpFailures.blockpage(status(response).detail()));
    }
    return Blockpages.recognise(HttpText.location(response).orElse(""), body)
        .map(name -> HttpFailures.blockpage("fits the fingerprint " + name));
  }

  private static Failure status(HttpResponse response) {
    var status = response.status();
    return HttpFailures.status(status.code(), Printable.collapsed(status.reasonPhrase(), 100));
  }
}

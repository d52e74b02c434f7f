package dev.parallax.agent.probe.http;

import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.model.Failure;
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
   */
  public static Optional<Failure> of(
      HttpResponse response, String body, Optional<Upgrade> upgrade) {
    return blockpage(response, body)
        .or(
            () ->
                upgrade.flatMap(asked -> asked.refusal(response)).map(HttpFailures::upgradeRefused))
        .or(
            () ->
                Optional.of(response)
                    .filter(ResponseFailures::isError)
                    .map(ResponseFailures::status));
  }

  /** A status of 400 or more. */
  public static boolean isError(HttpResponse response) {
    return response.status().code() >= 400;
  }

  private static Optional<Failure> blockpage(HttpResponse response, String body) {
    if (response.status().code() == UNAVAILABLE_FOR_LEGAL_REASONS) {
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

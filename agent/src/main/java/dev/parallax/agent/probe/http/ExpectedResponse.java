package dev.parallax.agent.probe.http;

import dev.parallax.agent.expectation.ReceivedResponse;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.HeaderRule;
import dev.parallax.model.failure.Failure;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The response that a probe expects.
 *
 * @param upgrade the protocol that was requested instead of a page
 */
public record ExpectedResponse(Expectations expectations, Optional<Upgrade> upgrade) {

  /** The names of the headers with an expectation. */
  public Set<String> headers() {
    return expectations.headers().stream().map(HeaderRule::name).collect(Collectors.toSet());
  }

  /** Bytes of the body that are kept. */
  public int bodyLimit() {
    return expectations.body().isEmpty() ? HttpText.BODY_LIMIT : Expectations.BODY_LIMIT;
  }

  /** Whether the body of this response has no effect on the result. */
  public boolean isDecidedByHead(HttpResponse response) {
    return ResponseFailures.isError(response) && expectations.body().isEmpty();
  }

  /** Whether no redirect of this response is followed: it is the expected response, or none is. */
  public boolean isFinal(HttpResponse response, ResponseBody body) {
    int status = response.status().code();
    return upgrade.isPresent()
        || expectations.status().filter(set -> set.contains(status)).isPresent()
        || failure(response, body).isPresent();
  }

  public Optional<Failure> failure(HttpResponse response, ResponseBody body) {
    return ResponseFailures.of(response, body.text(), upgrade, expectations.status());
  }

  /** The parts of a response that an expectation may name. */
  public ReceivedResponse received(HttpResponse response, ResponseBody body) {
    return ReceivedResponse.of(
        response.status().code(),
        response.status().reasonPhrase(),
        headers().stream()
            .collect(Collectors.toMap(name -> name, name -> response.headers().getAll(name))),
        body.bytes(),
        !body.isWhole());
  }
}

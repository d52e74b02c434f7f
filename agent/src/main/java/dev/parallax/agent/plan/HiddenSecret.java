package dev.parallax.agent.plan;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.HttpStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts by which credentials could be read in a result: a server may repeat them in a header, a
 * title, a redirect or the page.
 *
 * @param texts the longest first
 */
record HiddenSecret(List<String> texts) {
  private static final String HIDDEN = "…";
  private static final String BASIC = "Basic ";

  /** A shorter part of a secret would also stand in other words. */
  private static final int SHORTEST = 4;

  HiddenSecret {
    texts = List.copyOf(texts);
  }

  static HiddenSecret of(HeaderField authorization) {
    var value = authorization.value();
    var texts = new ArrayList<String>();
    texts.add(value);
    texts.add(value.substring(value.indexOf(' ') + 1));
    if (value.startsWith(BASIC)) {
      var pair = decoded(value.substring(BASIC.length()));
      texts.add(pair);
      texts.add(pair.substring(pair.indexOf(':') + 1));
    }
    texts.removeIf(text -> text.length() < SHORTEST);
    return new HiddenSecret(texts);
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return base64;
    }
  }

  ProbeResult removed(ProbeResult result) {
    var steps = result.steps();
    var hidden = steps.http().map(this::removed).map(steps::with).orElse(steps);
    var outcome =
        result.outcome() instanceof Outcome.Failed(var failure)
            ? new Outcome.Failed(
                new Failure(failure.step(), failure.word(), removed(failure.detail())))
            : result.outcome();
    return result.with(hidden).with(outcome);
  }

  private HttpStep removed(HttpStep http) {
    Map<String, String> headers = new TreeMap<>(http.headers());
    headers.replaceAll((name, value) -> removed(value));
    return new HttpStep(
        http.version(),
        http.status(),
        headers,
        http.redirects().stream().map(this::removed).toList(),
        http.bodyHash(),
        http.title().map(this::removed),
        http.took(),
        http.notes(),
        http.received(),
        http.redirectEnd());
  }

  String removed(String text) {
    var shown = text;
    for (var secret : texts) {
      shown = withoutTail(shown.replace(secret, HIDDEN), secret);
    }
    return shown;
  }

  /** A bounded text may end within a secret. */
  private static String withoutTail(String text, String secret) {
    var end = text.endsWith(HIDDEN) ? text.length() - HIDDEN.length() : text.length();
    for (int length = Math.min(secret.length() - 1, end); length >= SHORTEST; length--) {
      if (text.startsWith(secret.substring(0, length), end - length)) {
        return text.substring(0, end - length) + HIDDEN;
      }
    }
    return text;
  }
}

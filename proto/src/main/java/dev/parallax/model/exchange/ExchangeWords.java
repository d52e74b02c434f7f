package dev.parallax.model.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the words that {@link ExchangeParser} reads. */
final class ExchangeWords {
  private ExchangeWords() {}

  static List<String> of(Exchange exchange) {
    var words = new ArrayList<>(of(exchange.request()));
    words.addAll(of(exchange.expectations()));
    exchange.script().steps().forEach(step -> words.add(step.word()));
    return List.copyOf(words);
  }

  private static List<String> of(Request request) {
    var words = new ArrayList<String>();
    if (request.method() != Method.GET) {
      words.add("method=" + request.method());
    }
    request.headers().forEach(header -> words.add("header=" + header.line()));
    request.credentials().ifPresent(name -> words.add("credentials=" + name));
    return words;
  }

  private static List<String> of(Expectations expected) {
    var words = new ArrayList<String>();
    expected.status().ifPresent(set -> words.add("status=" + set));
    expected.headers().forEach(rule -> words.add("header:" + rule.name() + rule.rule()));
    expected.body().forEach(rule -> words.add("body" + rule));
    expected.alpn().ifPresent(protocol -> words.add("alpn=" + protocol));
    expected.leastTls().ifPresent(version -> words.add("tls>=" + version.number()));
    expected.certificateDays().ifPresent(days -> words.add("cert-days>=" + days));
    if (!expected.dns().isEmpty()) {
      words.add(
          "dns=" + expected.dns().stream().map(Network::toString).collect(Collectors.joining(",")));
    }
    return words;
  }
}

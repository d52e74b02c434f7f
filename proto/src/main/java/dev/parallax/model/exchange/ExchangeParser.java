package dev.parallax.model.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads {@code KEY OP VALUE} words, each key of a single value at most once. Not thread-safe. */
final class ExchangeParser {
  private static final String HEADER = "header:";
  private static final String FORMS =
      "a word of a request or an expectation: status=200-299, body~REGEX, body!~REGEX,"
          + " header:NAME~REGEX, header:NAME!~REGEX, alpn=h2, tls>=1.2, cert-days>=14,"
          + " dns=192.0.2.0/24, method=HEAD, header=Name: value, credentials=NAME,"
          + " reply~REGEX, send=TEXT";

  private final List<TextRule> body = new ArrayList<>();
  private final List<HeaderRule> headers = new ArrayList<>();
  private final List<HeaderField> sent = new ArrayList<>();
  private final List<ScriptStep> script = new ArrayList<>();
  private Optional<StatusSet> status = Optional.empty();
  private Optional<String> alpn = Optional.empty();
  private Optional<TlsVersion> leastTls = Optional.empty();
  private OptionalInt days = OptionalInt.empty();
  private Optional<List<Network>> dns = Optional.empty();
  private Optional<Method> method = Optional.empty();
  private Optional<String> credentials = Optional.empty();

  /** Takes the next word. */
  void read(String word) {
    boolean known =
        take(word, "status=", text -> status = once(word, status, StatusSet.parse(text)))
            || take(word, "alpn=", text -> alpn = once(word, alpn, text))
            || take(word, "tls>=", text -> leastTls = once(word, leastTls, TlsVersion.parse(text)))
            || take(word, "cert-days>=", text -> days = days(word, text))
            || take(word, "dns=", text -> dns = once(word, dns, networks(text)))
            || take(word, "method=", text -> method = once(word, method, Method.parse(text)))
            || take(
                word,
                "credentials=",
                text -> credentials = once(word, credentials, OriginCredentials.name(text)))
            || take(word, "header=", text -> sent.add(HeaderField.parse(text)))
            || take(word, "reply~", text -> script.add(new ScriptStep.Reply(new Regex(text))))
            || take(word, "send=", text -> script.add(new ScriptStep.Send(text)))
            || rule(word, "body").map(body::add).isPresent()
            || header(word).map(headers::add).isPresent();
    Expected.that(known, FORMS, word);
  }

  /** The parsed words. */
  Exchange exchange() {
    return new Exchange(request(), expectations(), new Script(script));
  }

  /** The words of a request. */
  Request request() {
    return new Request(method.orElse(Method.GET), sent, credentials);
  }

  private Expectations expectations() {
    return new Expectations(status, body, headers, alpn, leastTls, days, dns.orElse(List.of()));
  }

  /** Whether a word is an expectation or belongs to a script. */
  boolean hasExpectations() {
    return !expectations().equals(Expectations.NONE) || !script.isEmpty();
  }

  private OptionalInt days(String word, String text) {
    Expected.that(days.isEmpty(), "each key at most once", word);
    return OptionalInt.of(
        Expected.number(text, 1, Expectations.MOST_DAYS, "the number of cert-days"));
  }

  private static List<Network> networks(String text) {
    return Stream.of(text.split(",", -1)).map(Network::parse).toList();
  }

  private static Optional<HeaderRule> header(String word) {
    int operator = word.indexOf('~');
    if (!word.startsWith(HEADER) || operator < 0) {
      return Optional.empty();
    }
    boolean negated = word.charAt(operator - 1) == '!';
    var name =
        word.substring(HEADER.length(), Math.max(HEADER.length(), operator - (negated ? 1 : 0)));
    return rule(word, HEADER + name)
        .map(rule -> new HeaderRule(name.toLowerCase(Locale.ROOT), rule));
  }

  private static Optional<TextRule> rule(String word, String key) {
    return after(word, key + "~")
        .map(pattern -> new TextRule(true, new Regex(pattern)))
        .or(() -> after(word, key + "!~").map(pattern -> new TextRule(false, new Regex(pattern))));
  }

  private static boolean take(String word, String start, Consumer<String> into) {
    after(word, start).ifPresent(into);
    return word.startsWith(start);
  }

  private static Optional<String> after(String word, String start) {
    return word.startsWith(start) ? Optional.of(word.substring(start.length())) : Optional.empty();
  }

  private static <T> Optional<T> once(String word, Optional<T> before, T value) {
    Expected.that(before.isEmpty(), "each key at most once", word);
    return Optional.of(value);
  }
}

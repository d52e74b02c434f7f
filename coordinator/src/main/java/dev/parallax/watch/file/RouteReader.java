package dev.parallax.watch.file;

import dev.parallax.report.words.Language;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads routes. */
final class RouteReader {
  private static final Set<String> KEYS =
      Stream.concat(Stream.of("type", "language"), Stream.of(Setting.values()).map(Setting::word))
          .collect(Collectors.toUnmodifiableSet());

  private final List<Mistake> mistakes;
  private final Language usual;

  RouteReader(List<Mistake> mistakes, Optional<Language> usual) {
    this.mistakes = mistakes;
    this.usual = usual.orElse(Language.EN);
  }

  Optional<AlertRoute> route(String name, Node node) {
    var section = FileSection.of(node, "a route", KEYS, mistakes);
    var kind = section.required("type", RouteReader::kind);
    var language = section.value("language", RouteReader::language).orElse(usual);
    var settings = new EnumMap<Setting, String>(Setting.class);
    for (var setting : Setting.values()) {
      section
          .value(setting.word(), text -> checked(setting, text))
          .ifPresent(text -> settings.put(setting, text));
    }
    return kind.flatMap(
        known -> section.built(() -> new AlertRoute(name, known, settings, language)));
  }

  static Language language(String word) {
    return Language.of(word)
        .orElseThrow(() -> new IllegalArgumentException("expected en or zh, got: " + word));
  }

  private static RouteKind kind(String word) {
    return RouteKind.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a type is one of "
                        + Stream.of(RouteKind.values())
                            .map(RouteKind::word)
                            .collect(Collectors.joining(", "))
                        + ", got: "
                        + word));
  }

  private static String checked(Setting setting, String text) {
    expect(!text.isBlank(), "expected a value", "nothing");
    switch (setting) {
      case URL -> checkUrl(text);
      case URL_FILE, SECRET_FILE, COMMAND ->
          expect(text.startsWith("/"), "expected an absolute path", text);
      case SERVER ->
          expect(text.matches("\\[?[A-Za-z0-9.:_-]+]?:[0-9]{1,5}"), "expected HOST:PORT", text);
      case TLS ->
          expect(
              List.of("none", "starttls", "tls").contains(text),
              "expected none, starttls or tls",
              text);
      case FROM, TO ->
          expect(
              text.matches(
                  "[^\\s@<>\"(),:;]+@[^\\s@<>\"(),:;]+(, *[^\\s@<>\"(),:;]+@[^\\s@<>\"(),:;]+)*"),
              "expected a mail address, such as ops@shop.example",
              text);
      case USER -> expect(!text.matches(".*\\p{Cntrl}.*"), "expected a user name", text);
    }
    return text;
  }

  private static void checkUrl(String text) {
    var url = URI.create(text);
    expect(
        ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
            && url.getHost() != null
            && url.getRawUserInfo() == null,
        "expected an http or https URL without a user",
        text);
  }

  private static void expect(boolean holds, String expectation, String value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }
}

package dev.parallax.web.request;

import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import dev.parallax.web.http.WebRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The language of a visitor: by the request, by the earlier choice, or by the browser. */
public final class Languages {
  public static final String PARAMETER = "lang";
  private static final String COOKIE = "parallax_lang";
  private static final int LONGEST = 200;

  private final Map<Language, Catalogue> catalogues = new EnumMap<>(Language.class);

  public Languages() {
    for (var language : Language.values()) {
      catalogues.put(language, Catalogue.of(language));
    }
  }

  public Catalogue of(WebRequest request) {
    return of(
        asked(request)
            .or(() -> request.cookie(COOKIE).flatMap(Language::of))
            .or(() -> request.header("accept-language").flatMap(Languages::preferred))
            .orElse(Language.EN));
  }

  public Catalogue of(Language language) {
    return Objects.requireNonNull(catalogues.get(language));
  }

  /** The cookie that stores the requested language, if a language was requested. */
  public static Optional<String> cookie(WebRequest request) {
    return asked(request)
        .map(language -> COOKIE + "=" + language.word() + "; Path=/; Max-Age=31536000")
        .map(cookie -> cookie + "; HttpOnly; SameSite=Strict");
  }

  private static Optional<Language> asked(WebRequest request) {
    return Language.of(request.query(PARAMETER));
  }

  /** The first of ours in the order of RFC 9110, section 12.5.4. */
  private static Optional<Language> preferred(String header) {
    return ranges(header).stream()
        .map(range -> range.getRange().split("-", 2)[0].toLowerCase(Locale.ROOT))
        .flatMap(word -> Language.of(word).stream())
        .findFirst();
  }

  private static List<Locale.LanguageRange> ranges(String header) {
    try {
      return header.length() > LONGEST ? List.of() : Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException malformed) {
      return List.of();
    }
  }
}

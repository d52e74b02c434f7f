package dev.parallax.report.words;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A language reports are written in. */
public enum Language {
  EN,
  ZH;

  private static final String CHINESE = "zh";

  /** The ISO 639 code, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Language> of(String word) {
    return Stream.of(values()).filter(language -> language.word().equals(word)).findFirst();
  }

  /**
   * The language of messages by the environment variables of POSIX, in their order of precedence.
   */
  public static Language ofLocale(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .filter(locale -> locale.toLowerCase(Locale.ROOT).startsWith(CHINESE))
        .map(chinese -> ZH)
        .orElse(EN);
  }
}

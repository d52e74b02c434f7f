package dev.parallax.report.words;

import java.util.Map;

/** The sentences of incidents: keys of {@code watch.…} in the catalogue. */
public final class IncidentWords {
  private static final IncidentWords ENGLISH = new IncidentWords(Sentences.load(Language.EN));
  private static final IncidentWords CHINESE = new IncidentWords(Sentences.load(Language.ZH));

  private final Sentences sentences;

  private IncidentWords(Sentences sentences) {
    this.sentences = sentences;
  }

  public static IncidentWords of(Language language) {
    return switch (language) {
      case EN -> ENGLISH;
      case ZH -> CHINESE;
    };
  }

  /** The sentence of a key without its prefix, with its placeholders filled. */
  public String say(String key, Map<String, String> parameters) {
    return sentences.fill("watch." + key, parameters);
  }
}

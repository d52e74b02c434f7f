package dev.parallax.attribution.correction;

import dev.parallax.attribution.correction.HttpAnswer.Feature;

/** The value of one feature for a reader, at most 80 characters of remote text. */
final class AnswerText {
  private static final int LONGEST = 80;
  private static final int HASH = 12;

  private AnswerText() {}

  static String of(Feature feature, HttpAnswer answer) {
    var value =
        switch (feature) {
          case STATUS, TITLE, SERVER -> answer.value(feature);
          case REDIRECT -> answer.location().isEmpty() ? answer.value(feature) : answer.location();
          case BODY -> shortened(answer.value(feature), HASH);
        };
    return feature.word() + " " + (value.isEmpty() ? "-" : shortened(value, LONGEST));
  }

  private static String shortened(String text, int longest) {
    return text.substring(0, Math.min(longest, text.length()));
  }
}

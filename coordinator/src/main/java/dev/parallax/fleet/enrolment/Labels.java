package dev.parallax.fleet.enrolment;

import dev.parallax.model.vantage.Label;
import dev.parallax.text.Printable;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The bounds of labels. */
public final class Labels {
  private static final int MOST = 32;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** How much of a refused word a message repeats, in chars. */
  private static final int SHOWN = 200;

  private static final Pattern VALUE = Pattern.compile("[^\\p{C}]{1,128}");

  private Labels() {}

  /**
   * The same labels.
   *
   * @throws IllegalArgumentException naming the label and the expectation
   */
  public static Map<String, String> checked(Map<String, String> labels) {
    if (labels.size() > MOST) {
      throw new IllegalArgumentException(
          "there are at most " + MOST + " labels, got: " + labels.size());
    }
    labels.forEach(Labels::check);
    return labels;
  }

  /**
   * The labels in force.
   *
   * @param declared by the agent; {@link Label#RESPONDER} among them is left out, since it would
   *     send other agents to an address of its choice
   * @param bound by the token; they win
   */
  static Map<String, String> merged(Map<String, String> declared, Map<String, String> bound) {
    var merged = new TreeMap<>(declared);
    merged.remove(Label.RESPONDER);
    merged.putAll(bound);
    return merged;
  }

  private static void check(String key, String value) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a label key is 1 to 63 of A-Z a-z 0-9 . _ - and starts with a letter or digit, got: "
              + Printable.escaped(key, SHOWN));
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a label value is 1 to 128 printable characters, got for "
              + key
              + ": "
              + Printable.escaped(value, SHOWN));
    }
  }
}

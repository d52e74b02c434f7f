package dev.parallax.model.exchange;

/**
 * What a text must contain, or must not contain.
 *
 * @param wanted whether a match is expected
 */
public record TextRule(boolean wanted, Regex regex) {
  /** Whether the text is as expected. */
  public boolean accepts(String text) {
    return regex.find(text) == wanted;
  }

  /** Operator and expression, as after the name in a word: {@code ~ok} or {@code !~error}. */
  @Override
  public String toString() {
    return (wanted ? "~" : "!~") + regex;
  }
}

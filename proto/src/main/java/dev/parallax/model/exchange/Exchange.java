package dev.parallax.model.exchange;

import java.util.List;

/** What a probe sends beyond the default request, and what must come back. */
public record Exchange(Request request, Expectations expectations) {
  /** The default request, of which any success is expected. */
  public static final Exchange DEFAULT = new Exchange(Request.DEFAULT, Expectations.NONE);

  /**
   * Reads words such as {@code status=200-299} or {@code method=HEAD}.
   *
   * @throws IllegalArgumentException naming the word and what was expected
   */
  public static Exchange parse(List<String> words) {
    var parser = new ExchangeParser();
    words.forEach(parser::read);
    return parser.exchange();
  }

  /**
   * Checks a word of an expectation.
   *
   * @throws IllegalArgumentException naming the word and what was expected
   */
  public static String expectationWord(String word) {
    Expected.that(
        parse(List.of(word)).request().equals(Request.DEFAULT), "a word of an expectation", word);
    return word;
  }

  /**
   * Checks a word of a request.
   *
   * @throws IllegalArgumentException naming the word and what was expected
   */
  public static String requestWord(String word) {
    Expected.that(
        parse(List.of(word)).expectations().equals(Expectations.NONE), "a word of a request", word);
    return word;
  }

  /** The words, which {@link #parse} reads back, in a fixed order. */
  public List<String> words() {
    return ExchangeWords.of(this);
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }

  @Override
  public String toString() {
    return QuotedWords.joined(words());
  }
}

package dev.parallax.model.exchange;

import java.util.List;

/**
 * What a probe sends beyond the default request, and what must come back.
 *
 * @param script of a target without TLS and HTTP
 */
public record Exchange(Request request, Expectations expectations, Script script) {
  /** The default request, of which any success is expected. */
  public static final Exchange DEFAULT = new Exchange(Request.DEFAULT, Expectations.NONE);

  /** Without a script. */
  public Exchange(Request request, Expectations expectations) {
    this(request, expectations, Script.NONE);
  }

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
   * Checks a word of an expectation; a script is part of the expectations, because its order
   * matters.
   *
   * @throws IllegalArgumentException naming the word and what was expected
   */
  public static String expectationWord(String word) {
    var parser = new ExchangeParser();
    parser.read(word);
    Expected.that(parser.request().equals(Request.DEFAULT), "a word of an expectation", word);
    return word;
  }

  /**
   * Checks a word of a request.
   *
   * @throws IllegalArgumentException naming the word and what was expected
   */
  public static String requestWord(String word) {
    var parser = new ExchangeParser();
    parser.read(word);
    Expected.that(!parser.hasExpectations(), "a word of a request", word);
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

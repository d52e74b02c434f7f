package dev.parallax.model.exchange;

/**
 * What the values of a response header field must be; a field that is absent has no match.
 *
 * @param name lower-case token of RFC 9110, section 5.1, of at most 64 characters
 */
public record HeaderRule(String name, TextRule rule) {
  public HeaderRule {
    HeaderField.checkName(name);
    Expected.that(
        name.chars().noneMatch(c -> c >= 'A' && c <= 'Z'), "a header name in lower case", name);
  }
}

package dev.parallax.watch.browser;

/**
 * The place of a browser, as far as it is kept.
 *
 * @param network an autonomous system, such as {@code AS64500}; empty when it is not known
 * @param country ISO 3166-1 alpha-2; empty when it is not known
 */
public record BrowserPlace(String network, String country) {
  public static final BrowserPlace UNKNOWN = new BrowserPlace("", "");
}

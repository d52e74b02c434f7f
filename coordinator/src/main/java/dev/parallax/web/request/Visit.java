package dev.parallax.web.request;

import dev.parallax.report.words.Catalogue;
import dev.parallax.web.http.WebRequest;
import java.time.Instant;
import java.util.Map;

/**
 * One request of an authorised visitor.
 *
 * @param formKey for the forms on the page
 * @param now by the coordinator's clock
 */
public record Visit(
    WebRequest request, Visitor visitor, Catalogue catalogue, String formKey, Instant now) {
  public String say(String key) {
    return catalogue.page(key);
  }

  public String say(String key, String name, Object value) {
    return catalogue.page(key, Map.of(name, value.toString()));
  }

  public String say(String key, Map<String, String> parameters) {
    return catalogue.page(key, parameters);
  }
}

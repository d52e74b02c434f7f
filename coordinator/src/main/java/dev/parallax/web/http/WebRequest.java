package dev.parallax.web.http;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A complete request, bounded and hostile.
 *
 * @param method as sent, e.g. {@code GET}
 * @param path decoded, begins with {@code /}
 * @param query decoded parameters; of a repeated parameter the first value
 * @param headers by lower-case name; for a repeated name the first
 * @param form decoded fields of a posted form; for a repeated field the first
 * @param json the body of a request of type {@code application/json} or {@code
 *     application/reports+json}; otherwise empty
 * @param certificate the client's certificate, signed by the authority; absent without TLS
 * @param secure whether it arrived over TLS
 * @param client its source
 */
public record WebRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, String> form,
    String json,
    Optional<X509Certificate> certificate,
    boolean secure,
    ClientNetwork client) {
  public WebRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    form = Map.copyOf(form);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Empty when absent. */
  public String query(String name) {
    return query.getOrDefault(name, "");
  }

  /** Empty when absent. */
  public String field(String name) {
    return form.getOrDefault(name, "");
  }

  /** Whether the body is JSON, which a form of a foreign page cannot send. */
  public boolean isJson() {
    return isJson(header("content-type").orElse(""));
  }

  static boolean isJson(String type) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  /** Whether the body is a delivery of reports (Reporting API). */
  static boolean isReports(String type) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/reports+json");
  }

  /** A cookie's value (RFC 6265, section 5.4). */
  public Optional<String> cookie(String name) {
    return header("cookie").stream()
        .flatMap(line -> Arrays.stream(line.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }
}

package dev.parallax.model.observation;

import dev.parallax.model.plan.Arm;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request and its response. Every string in it is hostile until escaped.
 *
 * @param version e.g. {@code HTTP/1.1}; empty without a status line
 * @param status 0 without a status line
 * @param headers lower-case names; of the response only {@code server}, {@code date}, {@code
 *     location}, {@code content-type}, {@code via}
 * @param redirects the locations followed on this connection before this response, at most 10
 * @param bodyHash lower-case hex SHA-256 of at most the first 4 KiB of the body
 * @param title the HTML title within these bytes, if any
 * @param notes what browsers accept and a strict client may not; each once, in the enum's order
 * @param received the data of the connection; absent except for {@link Arm#BIG_ANSWER}
 * @param redirectEnd where redirects end that leave the connection; absent when the response is no
 *     such redirect, or when it was not followed
 */
public record HttpStep(
    String version,
    int status,
    Map<String, String> headers,
    List<String> redirects,
    String bodyHash,
    Optional<String> title,
    Duration took,
    List<HttpNote> notes,
    Optional<ReceivedData> received,
    Optional<RedirectEnd> redirectEnd) {
  public HttpStep {
    redirects = List.copyOf(redirects);
    notes = notes.stream().distinct().sorted().toList();
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** Without redirects that leave the connection. */
  public HttpStep(
      String version,
      int status,
      Map<String, String> headers,
      List<String> redirects,
      String bodyHash,
      Optional<String> title,
      Duration took,
      List<HttpNote> notes,
      Optional<ReceivedData> received) {
    this(
        version,
        status,
        headers,
        redirects,
        bodyHash,
        title,
        took,
        notes,
        received,
        Optional.empty());
  }

  /** Without a count of the received data. */
  public HttpStep(
      String version,
      int status,
      Map<String, String> headers,
      List<String> redirects,
      String bodyHash,
      Optional<String> title,
      Duration took,
      List<HttpNote> notes) {
    this(version, status, headers, redirects, bodyHash, title, took, notes, Optional.empty());
  }

  /** Without notes. */
  public HttpStep(
      String version,
      int status,
      Map<String, String> headers,
      List<String> redirects,
      String bodyHash,
      Optional<String> title,
      Duration took) {
    this(version, status, headers, redirects, bodyHash, title, took, List.of());
  }

  /** The same with the data of its connection. */
  public HttpStep with(ReceivedData data) {
    return new HttpStep(
        version,
        status,
        headers,
        redirects,
        bodyHash,
        title,
        took,
        notes,
        Optional.of(data),
        redirectEnd);
  }

  /** The same with the end of its redirects. */
  public HttpStep with(RedirectEnd end) {
    return new HttpStep(
        version,
        status,
        headers,
        redirects,
        bodyHash,
        title,
        took,
        notes,
        received,
        Optional.of(end));
  }
}

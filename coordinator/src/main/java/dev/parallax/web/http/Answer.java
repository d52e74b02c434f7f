package dev.parallax.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A response.
 *
 * @param headers by name; the transport adds its own
 * @param events sends server-sent events, in the thread of the request; instead of a body
 */
public record Answer(
    int status, Map<String, String> headers, String body, Optional<Consumer<EventStream>> events) {
  private static final String CONTENT_TYPE = "content-type";

  public Answer {
    headers = Map.copyOf(headers);
  }

  private Answer(int status, Map<String, String> headers, String body) {
    this(status, headers, body, Optional.empty());
  }

  public static Answer html(int status, String document) {
    return of(status, "text/html; charset=utf-8", document);
  }

  /** One line for programs and for people without a page. */
  public static Answer text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", line + "\n");
  }

  public static Answer of(int status, String type, String body) {
    return new Answer(status, Map.of(CONTENT_TYPE, type), body);
  }

  /** Server-sent events. */
  public static Answer events(Consumer<EventStream> events) {
    return new Answer(
        200, Map.of(CONTENT_TYPE, "text/event-stream; charset=utf-8"), "", Optional.of(events));
  }

  /** To be fetched with GET from {@code path} of this server. */
  public static Answer seeOther(String path) {
    return text(303, "see " + path).with("location", path);
  }

  /** The same with one more header; a header of the same name is replaced. */
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, events);
  }

  /** The same with these headers, except those it has already. */
  public Answer withDefaults(Map<String, String> defaults) {
    var all = new LinkedHashMap<>(defaults);
    all.putAll(headers);
    return new Answer(status, all, body, events);
  }
}

package dev.parallax.agent.probe.http;

import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.plan.ProbeSpec;
import java.util.ArrayList;
import java.util.List;

/** The head of an HTTP/1.1 request; the connection stays open, for a redirect may follow. */
public final class RequestText {
  private RequestText() {}

  /**
   * The head with the empty line at its end.
   *
   * @param more header lines of an upgrade, each with its end
   */
  public static String of(ProbeSpec spec, Method method, String path, String more) {
    var text = new StringBuilder();
    text.append(method).append(' ').append(HttpText.path(path)).append(" HTTP/1.1\r\nHost: ");
    text.append(HttpText.host(spec)).append("\r\n");
    fields(spec).forEach(field -> text.append(field.line()).append("\r\n"));
    if (method == Method.POST) {
      text.append("Content-Length: 0\r\n");
    }
    return text.append(more).append("\r\n").toString();
  }

  /** The fields of every request, and those of the spec. */
  static List<HeaderField> fields(ProbeSpec spec) {
    var given = spec.exchange().request().headers();
    var fields = new ArrayList<HeaderField>();
    if (isMissing(given, "User-Agent")) {
      fields.add(new HeaderField("User-Agent", "parallax/0.1"));
    }
    if (isMissing(given, "Accept")) {
      fields.add(new HeaderField("Accept", "*/*"));
    }
    fields.addAll(given);
    return fields;
  }

  private static boolean isMissing(List<HeaderField> given, String name) {
    return given.stream().noneMatch(field -> field.name().equalsIgnoreCase(name));
  }
}

package dev.parallax.report.html;

import dev.parallax.text.Printable;

/**
 * Writes XML, of which HTML can be a part. Every text and every attribute's value is escaped here;
 * tags and attributes' names are ours.
 */
public final class Markup {
  private static final int LIMIT = 2_000;
  private final StringBuilder out = new StringBuilder(64 * 1024);

  /** Writes the content of an element. */
  @FunctionalInterface
  public interface Body {
    void write();
  }

  /** An element around the output of {@code body}; attributes are names and values in turn. */
  public Markup in(String tag, Body body, String... attributes) {
    start(tag, attributes).append('>');
    body.write();
    out.append("</").append(tag).append('>');
    return this;
  }

  public Markup element(String tag, String text, String... attributes) {
    return in(tag, () -> text(text), attributes);
  }

  /** An element that has no content, such as {@code meta} or, in SVG, {@code line}. */
  public Markup empty(String tag, String... attributes) {
    start(tag, attributes).append("/>");
    return this;
  }

  public Markup line() {
    out.append('\n');
    return this;
  }

  /**
   * A symbol with its text for screen readers; without text where adjacent words have the same
   * content.
   */
  public Markup symbol(String symbol, String meaning) {
    return meaning.isEmpty()
        ? element("span", symbol, "aria-hidden", "true")
        : element("span", symbol, "role", "img", "aria-label", meaning);
  }

  private StringBuilder start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    return out;
  }

  public Markup text(String text) {
    escape(text);
    return this;
  }

  private void escape(String text) {
    var shown = Printable.of(text, LIMIT);
    for (int i = 0; i < shown.length(); i++) {
      char character = shown.charAt(i);
      switch (character) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(character);
      }
    }
  }

  /** Our own style sheet, as it is. */
  Markup style(String css) {
    out.append("<style>").append(css).append("</style>");
    return this;
  }

  /** JSON for other programs; no text in it can end the element. */
  Markup data(String id, String json) {
    out.append("<script type=\"application/json\" id=\"").append(id).append("\">");
    out.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
    out.append("</script>");
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

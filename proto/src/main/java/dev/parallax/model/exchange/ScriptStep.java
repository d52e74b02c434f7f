package dev.parallax.model.exchange;

/** One step of a {@link Script}. */
public sealed interface ScriptStep {
  /** The word that {@link Exchange#parse} reads back. */
  String word();

  /**
   * Waits for a line that contains a match; lines without a match are skipped. A line ends with LF,
   * and a CR before it is not part of it.
   */
  record Reply(Regex regex) implements ScriptStep {
    @Override
    public String word() {
      return "reply~" + regex;
    }
  }

  /**
   * Sends bytes.
   *
   * @param text 1 to 1,024 characters without control characters; {@code \\r}, {@code \\n}, {@code
   *     \\t}, {@code \\\\} and {@code \\xHH} stand for a byte, and {@code ${1}} for group 1 of the
   *     match before; other characters are sent as UTF-8
   */
  record Send(String text) implements ScriptStep {
    public Send {
      SentText.parse(text);
    }

    @Override
    public String word() {
      return "send=" + text;
    }
  }
}

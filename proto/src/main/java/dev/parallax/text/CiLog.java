package dev.parallax.text;

import java.util.regex.Pattern;

/**
 * Prevents text in the log of a CI job from acting as a command to the CI system: a line that
 * begins with {@code ::} (GitHub Actions), {@code ##[} (GitHub Actions, Azure Pipelines), {@code
 * ##vso[} (Azure Pipelines) and {@code ##teamcity[} (TeamCity), the last three anywhere.
 */
public final class CiLog {
  private static final Pattern WORKFLOW = Pattern.compile("(?m)^([\\s\\p{Z}]*):(?=:)");
  private static final Pattern LOGGING = Pattern.compile("#(?=#[A-Za-z]*\\[)");

  private CiLog() {}

  /** One line or several; a space separates the characters that begin a command. */
  public static String inert(String lines) {
    return isSuspect(lines, "::")
        ? WORKFLOW.matcher(logging(lines)).replaceAll("$1: ")
        : logging(lines);
  }

  /** As {@link #inert} for a line of our own command: {@code ::} stays. */
  public static String inertCommand(String line) {
    return logging(line);
  }

  /** A JSON document (RFC 8259) of the same value. */
  public static String inertJson(String document) {
    return replaced(document, "\\\\u0023");
  }

  /** An XML or HTML document of the same content. */
  public static String inertXml(String document) {
    return replaced(document, "&#35;");
  }

  private static String logging(String lines) {
    return replaced(lines, "# ");
  }

  private static String replaced(String text, String hash) {
    return isSuspect(text, "##") ? LOGGING.matcher(text).replaceAll(hash) : text;
  }

  private static boolean isSuspect(String text, String mark) {
    return text.contains(mark);
  }
}

package dev.parallax.agent.starttls;

import java.util.Locale;
import java.util.regex.Pattern;

/** Greeting, EHLO, STARTTLS (RFC 5321, RFC 3207). */
final class Smtp extends Lines {
  private static final Pattern REPLY = Pattern.compile("[2-5][0-9]{2}([ -].*)?");
  private static final int KEYWORD = 4;

  private enum Awaited {
    GREETING("220"),
    CAPABILITIES("250"),
    READY("220");

    private final String code;

    Awaited(String code) {
      this.code = code;
    }
  }

  private final String self;
  private Awaited awaited = Awaited.GREETING;
  private boolean offered;

  Smtp(String self) {
    this.self = self;
  }

  @Override
  Move read(String line) {
    if (!REPLY.matcher(line).matches()) {
      return unexpected(line);
    }
    if (line.charAt(0) >= '4') {
      return isPolicy(line) ? new Move.TurnedAway(line) : new Move.Refused(line);
    }
    if (!line.startsWith(awaited.code)) {
      return unexpected(line);
    }
    offered |= keyword(line).equals("STARTTLS");
    return line.startsWith("-", awaited.code.length()) ? Move.LISTEN : answer();
  }

  /** Every refusal at the greeting, and later the codes that are not about syntax (500 to 504). */
  private boolean isPolicy(String line) {
    return awaited == Awaited.GREETING || !line.startsWith("50");
  }

  private static String keyword(String line) {
    return line.length() < KEYWORD ? "" : line.substring(KEYWORD).strip().toUpperCase(Locale.ROOT);
  }

  private Move answer() {
    return switch (awaited) {
      case GREETING -> then(Awaited.CAPABILITIES, "EHLO " + self);
      case CAPABILITIES ->
          offered
              ? then(Awaited.READY, "STARTTLS")
              : new Move.Refused("STARTTLS is not among the capabilities");
      case READY -> Move.Secure.AT_ONCE;
    };
  }

  private Move then(Awaited next, String command) {
    awaited = next;
    offered = false;
    return command(command);
  }
}

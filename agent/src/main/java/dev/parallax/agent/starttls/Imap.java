package dev.parallax.agent.starttls;

import java.util.Arrays;
import java.util.Locale;

/** Greeting, CAPABILITY, STARTTLS (RFC 9051, sections 6.1.1 and 6.2.1). */
final class Imap extends Lines {
  private enum Awaited {
    GREETING,
    CAPABILITIES,
    READY
  }

  private Awaited awaited = Awaited.GREETING;
  private boolean offered;

  @Override
  Move read(String line) {
    var upper = line.toUpperCase(Locale.ROOT);
    if (upper.startsWith("* BYE")) {
      return new Move.Refused(line);
    }
    return switch (awaited) {
      case GREETING -> greeted(line, upper);
      case CAPABILITIES -> capabilities(line, upper);
      case READY -> completed(line, upper, "A2", Move.Secure.AT_ONCE);
    };
  }

  private Move greeted(String line, String upper) {
    if (upper.startsWith("* PREAUTH")) {
      return new Move.Refused(line);
    }
    if (!upper.startsWith("* OK")) {
      return unexpected(line);
    }
    awaited = Awaited.CAPABILITIES;
    return command("a1 CAPABILITY");
  }

  private Move capabilities(String line, String upper) {
    if (upper.startsWith("* CAPABILITY ")) {
      offered |= Arrays.asList(upper.split(" ", -1)).contains("STARTTLS");
    }
    var end = completed(line, upper, "A1", Move.Secure.AT_ONCE);
    return end instanceof Move.Secure ? ask() : end;
  }

  private Move ask() {
    awaited = Awaited.READY;
    return offered
        ? command("a2 STARTTLS")
        : new Move.Refused("STARTTLS is not among the capabilities");
  }

  /** Untagged lines may stand between a command and its completion (section 7). */
  private static Move completed(String line, String upper, String tag, Move good) {
    if (upper.startsWith("* ")) {
      return Move.LISTEN;
    }
    if (upper.startsWith(tag + " NO") || upper.startsWith(tag + " BAD")) {
      return new Move.Refused(line);
    }
    return upper.startsWith(tag + " OK") ? good : unexpected(line);
  }
}

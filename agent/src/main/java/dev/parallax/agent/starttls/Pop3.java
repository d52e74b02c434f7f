package dev.parallax.agent.starttls;

import java.util.Locale;

/** Greeting, CAPA, STLS (RFC 1939, RFC 2449, RFC 2595). */
final class Pop3 extends Lines {
  private enum Awaited {
    GREETING,
    CAPABILITIES,
    CAPABILITY_LINES,
    READY
  }

  private Awaited awaited = Awaited.GREETING;
  private boolean offered;

  @Override
  Move read(String line) {
    return switch (awaited) {
      case GREETING -> status(line, Awaited.CAPABILITIES, command("CAPA"));
      case CAPABILITIES -> capabilities(line);
      case CAPABILITY_LINES -> capability(line);
      case READY -> status(line, Awaited.READY, Move.Secure.AT_ONCE);
    };
  }

  private Move status(String line, Awaited next, Move good) {
    if (isRefusal(line)) {
      return new Move.Refused(line);
    }
    if (!line.startsWith("+OK")) {
      return unexpected(line);
    }
    awaited = next;
    return good;
  }

  /** A server without CAPA may have STLS all the same. */
  private Move capabilities(String line) {
    return isRefusal(line) ? ask() : status(line, Awaited.CAPABILITY_LINES, Move.LISTEN);
  }

  private Move capability(String line) {
    offered |= line.strip().toUpperCase(Locale.ROOT).equals("STLS");
    if (!line.equals(".")) {
      return Move.LISTEN;
    }
    return offered ? ask() : new Move.Refused("STLS is not among the capabilities");
  }

  private Move ask() {
    awaited = Awaited.READY;
    return command("STLS");
  }

  private static boolean isRefusal(String line) {
    return line.startsWith("-ERR");
  }
}

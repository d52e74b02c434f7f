package dev.parallax.agent.starttls;

import java.util.Optional;

/**
 * Stream header, features, starttls, proceed (RFC 6120, section 5). Scans tags without an XML
 * parser: RFC 6120, section 11.1, forbids declarations, comments and entities, which could exploit
 * a parser.
 */
final class Xmpp implements Dialogue {
  private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

  private enum Awaited {
    HEADER,
    FEATURES,
    PROCEED,
    PROCEED_END,
    CONDITION
  }

  private final String host;
  private Awaited awaited = Awaited.HEADER;
  private boolean offered;

  Xmpp(String host) {
    this.host = host;
  }

  @Override
  public Move opening() {
    return Move.say(
        "<?xml version='1.0'?><stream:stream to='"
            + host
            + "' version='1.0' xml:lang='en' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>");
  }

  @Override
  public Move hear(Inbox inbox) {
    for (var tag = Tag.next(inbox); tag.isPresent(); tag = Tag.next(inbox)) {
      var move = read(tag.get());
      if (!(move instanceof Move.Listen)) {
        return move;
      }
    }
    return awaited == Awaited.HEADER && Tag.isNone(inbox)
        ? new Move.Malformed("no XML")
        : Move.LISTEN;
  }

  private Move read(Tag tag) {
    if (tag.isForbidden()) {
      return new Move.Malformed("no part of XMPP: " + tag.text());
    }
    return ended(tag).orElseGet(() -> awaited(tag));
  }

  private Optional<Move> ended(Tag tag) {
    if (awaited == Awaited.CONDITION) {
      return Optional.of(new Move.Refused("stream error: " + tag.name()));
    }
    if (tag.name().equals("error")) {
      awaited = Awaited.CONDITION;
      return Optional.of(Move.LISTEN);
    }
    return tag.closes("stream")
        ? Optional.of(new Move.Refused("the stream was closed"))
        : Optional.empty();
  }

  private Move awaited(Tag tag) {
    return switch (awaited) {
      case HEADER -> header(tag);
      case FEATURES -> features(tag);
      case PROCEED, PROCEED_END -> proceed(tag);
      case CONDITION -> Move.LISTEN;
    };
  }

  private Move header(Tag tag) {
    if (tag.isDeclaration()) {
      return Move.LISTEN;
    }
    awaited = Awaited.FEATURES;
    return tag.opens("stream") ? Move.LISTEN : unexpected(tag);
  }

  private Move features(Tag tag) {
    offered |= tag.opens("starttls");
    if (!tag.closes("features")) {
      return Move.LISTEN;
    }
    awaited = Awaited.PROCEED;
    return offered
        ? Move.say("<starttls xmlns='" + TLS + "'/>")
        : new Move.Refused("starttls is not among the features");
  }

  private Move proceed(Tag tag) {
    if (tag.closes("proceed")) {
      return Move.Secure.AT_ONCE;
    }
    if (tag.opens("proceed") && awaited == Awaited.PROCEED) {
      awaited = Awaited.PROCEED_END;
      return Move.LISTEN;
    }
    return tag.opens("failure") ? new Move.Refused(tag.text()) : unexpected(tag);
  }

  private static Move unexpected(Tag tag) {
    return new Move.Malformed("unexpected: " + tag.text());
  }
}

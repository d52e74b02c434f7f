package dev.parallax.agent.starttls;

import dev.parallax.model.Scheme;
import java.util.Optional;

/** One protocol's way to TLS, from the first byte on; remembers how far it has come. */
interface Dialogue {
  /** Before anything came: {@link Move.Say} where the client speaks first. */
  default Move opening() {
    return Move.LISTEN;
  }

  /** Consumes what it understands; asked again until it listens or is over. */
  Move hear(Inbox inbox);

  /** Empty for schemes that do not start in the clear. */
  static Optional<Dialogue> of(Scheme scheme, Greeter greeter) {
    return switch (scheme) {
      case HTTPS, HTTP, TLS, WSS, WS -> Optional.empty();
      case SMTP -> Optional.of(new Smtp(greeter.self()));
      case IMAP -> Optional.of(new Imap());
      case POP3 -> Optional.of(new Pop3());
      case LDAP -> Optional.of(new Ldap());
      case POSTGRES -> Optional.of(new Postgres());
      case MYSQL -> Optional.of(new MySql());
      case XMPP -> Optional.of(new Xmpp(greeter.host()));
    };
  }
}

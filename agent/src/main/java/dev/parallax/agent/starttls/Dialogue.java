package dev.parallax.agent.starttls;

import dev.parallax.model.endpoint.Scheme;
import java.util.Optional;

/** The dialogue of one protocol before TLS, from the first byte on; a state machine. */
interface Dialogue {
  /** Before the first byte: {@link Move.Say} where the client sends the first line. */
  default Move opening() {
    return Move.LISTEN;
  }

  /** Consumes the complete input; called again until it waits for more or ends. */
  Move hear(Inbox inbox);

  /** Empty for schemes that do not start in the clear. */
  static Optional<Dialogue> of(Scheme scheme, Greeter greeter) {
    return switch (scheme) {
      case HTTPS, HTTP, TLS, WSS, WS, TCP -> Optional.empty();
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

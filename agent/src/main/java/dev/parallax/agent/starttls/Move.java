package dev.parallax.agent.starttls;

import dev.parallax.model.value.Bytes;
import java.nio.charset.StandardCharsets;

/** The next step of a dialogue. */
public sealed interface Move {
  Move LISTEN = new Listen();

  /** Waits for more bytes. */
  record Listen() implements Move {}

  /** Sends these cleartext bytes and continues. */
  record Say(Bytes bytes) implements Move {}

  /** Sends these last cleartext bytes, possibly none; TLS follows. */
  record Secure(Bytes last) implements Move {
    static final Secure AT_ONCE = new Secure(Bytes.EMPTY);
  }

  /** The other side does not offer TLS or would not have it; its words are hostile. */
  record Refused(String detail) implements Move {}

  /** The server uses the protocol and refuses this client; its reply is hostile. */
  record TurnedAway(String reply) implements Move {}

  /** The peer does not use this protocol. */
  record Malformed(String detail) implements Move {}

  static Move say(String text) {
    return new Say(Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
  }
}

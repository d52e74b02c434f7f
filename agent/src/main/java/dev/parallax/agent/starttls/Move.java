package dev.parallax.agent.starttls;

import dev.parallax.model.Bytes;
import java.nio.charset.StandardCharsets;

/** What a dialogue does next. */
public sealed interface Move {
  Move LISTEN = new Listen();

  /** Nothing, until more has come. */
  record Listen() implements Move {}

  /** Says this in the clear and goes on. */
  record Say(Bytes bytes) implements Move {}

  /** Says this last in the clear, possibly nothing; what follows is TLS. */
  record Secure(Bytes last) implements Move {
    static final Secure AT_ONCE = new Secure(Bytes.EMPTY);
  }

  /** The other side does not offer TLS or would not have it; its words are hostile. */
  record Refused(String said) implements Move {}

  /** The other side does not speak this protocol. */
  record Malformed(String said) implements Move {}

  static Move say(String text) {
    return new Say(Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
  }
}

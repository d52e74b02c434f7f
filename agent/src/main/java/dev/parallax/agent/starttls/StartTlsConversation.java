package dev.parallax.agent.starttls;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.observation.CleartextLines;
import java.util.Optional;

/**
 * A dialogue with its bounds: 4 KiB for one line, packet or tag, 64 KiB in total, and no byte after
 * the final answer, since cleartext bytes must not count as received over TLS (CVE-2011-0411).
 */
public final class StartTlsConversation {
  private static final int LONGEST = 64 * 1024;

  private final Dialogue dialogue;
  private final Inbox inbox = new Inbox();
  private final ReceivedLines received = new ReceivedLines();
  private long heard;
  private boolean opened;

  private StartTlsConversation(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  /** Empty for schemes that do not start in the clear. */
  public static Optional<StartTlsConversation> of(Scheme scheme, Greeter greeter) {
    return Dialogue.of(scheme, greeter).map(StartTlsConversation::new);
  }

  /** Adds received bytes in order; {@link #next} processes them. */
  public void hear(byte[] bytes) {
    heard += bytes.length;
    if (heard <= LONGEST) {
      inbox.add(bytes);
    }
    received.add(bytes);
  }

  /** The server's lines so far. */
  public CleartextLines received() {
    return received.lines();
  }

  /** Called again until it waits for more or ends. */
  public Move next() {
    if (heard > LONGEST) {
      return new Move.Malformed("64 KiB and no end of the dialogue");
    }
    var move = opened ? dialogue.hear(inbox) : open();
    return switch (move) {
      case Move.Listen listen when inbox.size() > Inbox.LONGEST ->
          new Move.Malformed("4 KiB without an end");
      case Move.Secure secure when inbox.size() > 0 ->
          new Move.Malformed(inbox.size() + " bytes in the clear after the answer");
      default -> move;
    };
  }

  private Move open() {
    opened = true;
    var opening = dialogue.opening();
    return opening instanceof Move.Listen ? dialogue.hear(inbox) : opening;
  }
}

package dev.parallax.agent.starttls;

/** A dialogue in lines. */
abstract class Lines implements Dialogue {
  @Override
  public final Move hear(Inbox inbox) {
    for (var line = inbox.line(); line.isPresent(); line = inbox.line()) {
      var move = read(line.get());
      if (!(move instanceof Move.Listen)) {
        return move;
      }
    }
    return Move.LISTEN;
  }

  /** The next line, without its end. */
  abstract Move read(String line);

  /** This verb as a line. */
  static Move command(String text) {
    return Move.say(text + "\r\n");
  }

  static Move unexpected(String line) {
    return new Move.Malformed("unexpected: " + line);
  }
}

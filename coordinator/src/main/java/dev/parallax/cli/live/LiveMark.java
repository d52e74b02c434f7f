package dev.parallax.cli.live;

/** The state of a step: a symbol, and a colour where the terminal supports it. */
enum LiveMark {
  OPEN("·", 90),
  GOOD("✓", 32),
  MIXED("~", 33),
  BAD("✗", 31);

  private final String symbol;
  private final int colour;

  LiveMark(String symbol, int colour) {
    this.symbol = symbol;
    this.colour = colour;
  }

  /** The symbol, in ISO 6429's colours when they are wanted. */
  String text(boolean coloured) {
    return coloured ? "\u001b[" + colour + "m" + symbol + "\u001b[0m" : symbol;
  }
}

package dev.parallax.outlet;

/** A user of ClickHouse. */
public record ClickHouseUser(String name, String password) {
  /**
   * Reads {@code USER:PASSWORD}, with or without a line end.
   *
   * @throws IllegalArgumentException naming the expected form, never the text
   */
  public static ClickHouseUser parse(String text) {
    var line = text.strip();
    int colon = line.indexOf(':');
    if (colon < 1 || line.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("expected a single line USER:PASSWORD");
    }
    return new ClickHouseUser(line.substring(0, colon), line.substring(colon + 1));
  }

  /** Never the password. */
  @Override
  public String toString() {
    return name + ":***";
  }
}

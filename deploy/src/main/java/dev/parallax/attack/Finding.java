package dev.parallax.attack;

/**
 * What came of an attack.
 *
 * @param effect what was observed, in a phrase
 * @param held whether the installation kept its promise
 */
public record Finding(String effect, boolean held) {
  public static Finding of(boolean held, String effect) {
    return new Finding(effect, held);
  }
}

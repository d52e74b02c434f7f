package dev.parallax.attack;

/**
 * The outcome of an attack.
 *
 * @param effect what was observed, in a phrase
 * @param held whether the installation kept its promise
 */
public record AttackResult(String effect, boolean held) {
  public static AttackResult of(boolean held, String effect) {
    return new AttackResult(effect, held);
  }
}

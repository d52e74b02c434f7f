package dev.parallax.attack;

/**
 * A line of the table.
 *
 * @param name an attack, or a bar of the honest fleet
 * @param sent what was sent, or how the bar was measured
 * @param effect what came of it
 * @param held whether the bar held
 */
record Row(String name, String sent, String effect, boolean held) {}

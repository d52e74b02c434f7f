package dev.parallax.attack.run;

/**
 * A line of the table.
 *
 * @param name an attack, or a bar of the honest fleet
 * @param sent the sent data, or the measurement of the bar
 * @param effect the outcome
 * @param held whether the bar held
 */
record Row(String name, String sent, String effect, boolean held) {}

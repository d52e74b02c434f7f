/**
 * One run of all attacks. Input: options; output: a table with the result of each attack and the
 * cost for the honest sweeps.
 */
@NullMarked
package dev.parallax.attack.run;

import org.jspecify.annotations.NullMarked;

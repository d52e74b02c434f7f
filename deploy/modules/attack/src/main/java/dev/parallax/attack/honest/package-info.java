/** The honest installation under attack: its servers, its agents and its sweeps. */
@NullMarked
package dev.parallax.attack.honest;

import org.jspecify.annotations.NullMarked;

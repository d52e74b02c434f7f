/**
 * Packets of chosen connections as they arrive at this host. A kernel filter chooses them, and
 * bounds on packets and bytes hold for each flow and for the whole. Nothing is sent.
 */
@NullMarked
package dev.parallax.agent.path.capture;

import org.jspecify.annotations.NullMarked;

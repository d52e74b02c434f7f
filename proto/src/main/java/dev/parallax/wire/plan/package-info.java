/**
 * The reader of a plan at an agent. Input: the bytes of a plan; output: the probes that this
 * version can run, and each other probe with its reason: unsupported or refused. Pure.
 */
@NullMarked
package dev.parallax.wire.plan;

import org.jspecify.annotations.NullMarked;

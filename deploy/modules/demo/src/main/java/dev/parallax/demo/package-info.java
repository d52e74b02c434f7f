/**
 * The demo: a coordinator, seven agents and their targets on one machine. Each story configures a
 * fault, runs a sweep and checks the verdict.
 */
@NullMarked
package dev.parallax.demo;

import org.jspecify.annotations.NullMarked;

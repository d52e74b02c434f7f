/**
 * Hypotheses: a mechanism with a scope, the symptom in that scope and a prior.
 *
 * <p>Input: the comparison and the catalogue; output: all hypotheses whose symptom occurs in their
 * scope, their affected vantages and their blame. The prior is the rate of the cause, divided among
 * its mechanisms, kinds of scope and scopes of a kind.
 */
@NullMarked
package dev.parallax.attribution.hypothesis;

import org.jspecify.annotations.NullMarked;

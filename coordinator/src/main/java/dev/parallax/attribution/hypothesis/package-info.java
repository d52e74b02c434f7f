/**
 * Hypotheses: a mechanism in a scope, with the symptom it shows there and a prior.
 *
 * <p>In go the comparison and the catalogue, out come all hypotheses whose symptom somebody in
 * their scope observed, the vantages each accounts for and whom it blames. The prior is the cause's
 * rate, shared among its mechanisms, kinds of scope and scopes of a kind.
 */
@NullMarked
package dev.parallax.attribution.hypothesis;

import org.jspecify.annotations.NullMarked;

/**
 * The experiment. Input: a target and the parameters of arms; output: the probes of a round, each
 * with its ClientHello, route and trials. Pure.
 */
@NullMarked
package dev.parallax.model.plan;

import org.jspecify.annotations.NullMarked;

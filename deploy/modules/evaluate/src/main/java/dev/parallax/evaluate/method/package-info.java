/**
 * Attribution methods: Parallax and simple rules from the literature. Input: the results of a
 * sweep; output: a judgement. A simple rule uses a summary of each vantage and no model of causes.
 */
@NullMarked
package dev.parallax.evaluate.method;

import org.jspecify.annotations.NullMarked;

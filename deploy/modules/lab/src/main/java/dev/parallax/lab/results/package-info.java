/**
 * The results of a run: the outcome of each scenario under each condition. Input: the JSON report
 * of a sweep; output: tables, JSON, and fixtures for tests.
 */
@NullMarked
package dev.parallax.lab.results;

import org.jspecify.annotations.NullMarked;

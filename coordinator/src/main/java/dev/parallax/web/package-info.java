/**
 * The HTTP port of the coordinator: pages for operators, metrics for Prometheus.
 *
 * <p>Input: requests; output: answers. {@code RequestGate} decides whether a request is processed,
 * and {@code WebServer} builds the parts.
 */
@NullMarked
package dev.parallax.web;

import org.jspecify.annotations.NullMarked;

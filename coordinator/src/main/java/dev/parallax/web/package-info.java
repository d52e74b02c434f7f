/**
 * The coordinator's HTTP port: pages for operators, metrics for Prometheus.
 *
 * <p>In go requests, out come answers. {@code RequestGate} decides whether a request is heard at
 * all, {@code WebServer} puts the parts together.
 */
@NullMarked
package dev.parallax.web;

import org.jspecify.annotations.NullMarked;

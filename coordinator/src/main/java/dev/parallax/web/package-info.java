/** The coordinator's HTTP port: pages for operators, metrics for Prometheus. */
@NullMarked
package dev.parallax.web;

import org.jspecify.annotations.NullMarked;

/**
 * A target as the operator writes it. Input: a URL or a name with a port; output: scheme, host,
 * port, addresses and resolver, or a refusal that names the part. Pure.
 */
@NullMarked
package dev.parallax.model.endpoint;

import org.jspecify.annotations.NullMarked;

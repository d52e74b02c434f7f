/**
 * The gRPC services. Input: messages of {@code parallax.v1}; output: values of the model, and
 * status codes for refusals. No other package of the coordinator's server uses the generated
 * services.
 */
@NullMarked
package dev.parallax.rpc;

import org.jspecify.annotations.NullMarked;

/**
 * How an agent joins, renews its certificate and is admitted, and the audit of these acts.
 *
 * <p>In go tokens, signing requests and certificates, out come certificates or a refusal with its
 * reason. A revoked vantage is refused everywhere.
 */
@NullMarked
package dev.parallax.fleet.enrolment;

import org.jspecify.annotations.NullMarked;

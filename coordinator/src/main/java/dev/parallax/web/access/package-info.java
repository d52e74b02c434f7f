/**
 * Access control of the pages.
 *
 * <p>Input: a request with its certificate or cookie; output: a visitor or a refusal. The token is
 * compared in constant time, and failed logins are limited for each network.
 */
@NullMarked
package dev.parallax.web.access;

import org.jspecify.annotations.NullMarked;

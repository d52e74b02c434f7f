/**
 * Who may see a page and who may change something.
 *
 * <p>In go a request and its certificate or cookie, out comes a visitor or a refusal. The token is
 * compared in constant time, and failed logins are limited for each address.
 */
@NullMarked
package dev.parallax.web.access;

import org.jspecify.annotations.NullMarked;

/**
 * The JSON API below {@code /api/v1}: sweeps and their events, reports, vantages, incidents,
 * watches and silences.
 *
 * <p>The OpenAPI document is written from the same list of operations that answers requests, and
 * its schemas from the records of the answers, so that the document cannot differ from the API.
 */
@NullMarked
package dev.parallax.web.api;

import org.jspecify.annotations.NullMarked;

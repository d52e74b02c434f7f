package dev.parallax.model.observation;

import dev.parallax.model.failure.Failure;
import java.util.Optional;

/**
 * Where the redirects of a response end that leave the connection: to another scheme, host or port.
 *
 * @param location the last location that was requested or was to be requested; hostile until
 *     escaped
 * @param requests the requests on further connections, 0 to 5
 * @param status of the last response; 0 without a response
 * @param failure of the last request; absent when it passed or was not sent
 * @param notRequested why the last location was not requested; empty when it was
 */
public record RedirectEnd(
    String location, int requests, int status, Optional<Failure> failure, String notRequested) {}

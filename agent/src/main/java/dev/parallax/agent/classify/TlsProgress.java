package dev.parallax.agent.classify;

import dev.parallax.model.observation.TlsStep.Alert;
import java.util.Optional;

/**
 * The progress of a handshake at its end.
 *
 * @param bytesReceived on the connection since the ClientHello
 * @param nothingAcked the kernel reports that the peer acknowledged no byte; false when the kernel
 *     has no such value
 * @param alert the last plaintext alert, either direction
 * @param firstBytes the first received bytes, when they are not a TLS record
 */
public record TlsProgress(
    long bytesReceived, boolean nothingAcked, Optional<Alert> alert, Optional<byte[]> firstBytes) {}

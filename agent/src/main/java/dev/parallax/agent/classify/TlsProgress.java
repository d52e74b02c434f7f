package dev.parallax.agent.classify;

import dev.parallax.model.TlsStep.Alert;
import java.util.Optional;

/**
 * How far a handshake had come when it stopped.
 *
 * @param bytesReceived on the connection since the ClientHello
 * @param nothingAcked the kernel says that the other side acknowledged no byte we sent; false when
 *     it cannot say
 * @param alert the last plaintext alert, either direction
 * @param firstBytes what came first, when it is no TLS record
 */
public record TlsProgress(
    long bytesReceived, boolean nothingAcked, Optional<Alert> alert, Optional<byte[]> firstBytes) {}

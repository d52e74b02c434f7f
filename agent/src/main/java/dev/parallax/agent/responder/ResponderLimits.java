package dev.parallax.agent.responder;

import dev.parallax.agent.policy.SendingBudget;
import java.time.Duration;

/**
 * The limits of a responder.
 *
 * @param connections at once; more wait in the kernel's queue
 * @param bytes read from one connection
 * @param lifetime of a connection before it is closed from here
 * @param farewell time for the peer to finish after that
 * @param kept connections remembered after their end
 * @param memory duration
 * @param perPeer handshakes with one address; connections beyond it are closed unread
 * @param overall handshakes with all addresses
 */
record ResponderLimits(
    int connections,
    int bytes,
    Duration lifetime,
    Duration farewell,
    int kept,
    Duration memory,
    SendingBudget.Rate perPeer,
    SendingBudget.Rate overall) {
  static final ResponderLimits STANDARD =
      new ResponderLimits(
          128,
          64 * 1024,
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          2_000,
          Duration.ofMinutes(10),
          new SendingBudget.Rate(20, 80),
          new SendingBudget.Rate(100, 400));
}

package dev.parallax.demo;

import dev.parallax.peer.Interference;
import java.util.Optional;

/**
 * The configuration of a story.
 *
 * @param listening whether a server listens on the site's port
 * @param expired whether the site's certificate has expired
 * @param interference the behaviour of the relay in front of the site
 * @param deceived the network whose resolver returns a wrong address for the site
 * @param wrongClock the vantage whose clock is ten years behind; such a story has a sweep of its
 *     own
 */
record Scene(
    boolean listening,
    boolean expired,
    Interference interference,
    Optional<String> deceived,
    Optional<String> wrongClock) {
  /** Without a fault. */
  static final Scene ORDINARY =
      new Scene(true, false, Interference.none(), Optional.empty(), Optional.empty());

  Scene closed() {
    return new Scene(false, expired, interference, deceived, wrongClock);
  }

  Scene withExpiredCertificate() {
    return new Scene(listening, true, interference, deceived, wrongClock);
  }

  Scene with(Interference between) {
    return new Scene(listening, expired, between, deceived, wrongClock);
  }

  Scene withLyingResolverOf(String isp) {
    return new Scene(listening, expired, interference, Optional.of(isp), wrongClock);
  }

  Scene withWrongClockAt(String vantage) {
    return new Scene(listening, expired, interference, deceived, Optional.of(vantage));
  }
}

package dev.parallax.demo;

import dev.parallax.demo.peer.Interference;
import java.util.Optional;

/**
 * How a story is acted out.
 *
 * @param listening whether anything listens at the site's port
 * @param expired whether the site's certificate is past its time
 * @param interference what the relay in front of the site does
 * @param deceived the network whose resolver gives a wrong address for the site
 * @param wrongClock the vantage whose clock is ten years behind; such a story has its own sweep
 */
record Scene(
    boolean listening,
    boolean expired,
    Interference interference,
    Optional<String> deceived,
    Optional<String> wrongClock) {
  /** Nothing is wrong. */
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

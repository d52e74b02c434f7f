package dev.parallax.watch.phase;

import dev.parallax.model.observation.Steps;
import java.time.Duration;
import java.util.Optional;

/** A step of a trial whose time has a history. */
public enum TimedStep {
  DNS,
  TCP,
  TLS,
  HTTP;

  /** The time of this step in a trial, ms; absent for a step that did not run. */
  Optional<Double> millis(Steps steps) {
    return took(steps).map(took -> took.toNanos() / 1e6);
  }

  private Optional<Duration> took(Steps steps) {
    return switch (this) {
      case DNS -> steps.dns().map(step -> step.took());
      case TCP -> steps.tcp().map(step -> step.took());
      case TLS -> steps.tls().map(step -> step.took());
      case HTTP -> steps.http().map(step -> step.took());
    };
  }
}

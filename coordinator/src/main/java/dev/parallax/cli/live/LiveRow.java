package dev.parallax.cli.live;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The observations of one vantage so far; steps are those of its base probes. */
final class LiveRow {
  private final Vantage vantage;
  private final Map<Step, Integer> passed = new EnumMap<>(Step.class);
  private final Map<Step, Integer> broken = new EnumMap<>(Step.class);
  private Optional<Failure> failure = Optional.empty();
  private int done;
  private boolean asked = true;

  LiveRow(Vantage vantage) {
    this.vantage = vantage;
  }

  Vantage vantage() {
    return vantage;
  }

  /** A round begins, which it may have no part in. */
  void roundStarts(boolean takesPart) {
    done = 0;
    asked = takesPart;
  }

  boolean asked() {
    return asked;
  }

  void add(Observation seen) {
    done++;
    if (seen.key().arm() == Arm.BASE && seen.ran()) {
      seen.failure().ifPresent(this::broke);
      for (var step : Step.values()) {
        if (passes(seen, step)) {
          passed.merge(step, 1, Integer::sum);
        }
      }
    }
  }

  private void broke(Failure seen) {
    failure = Optional.of(seen);
    broken.merge(seen.step(), 1, Integer::sum);
  }

  private static boolean passes(Observation seen, Step step) {
    var at = seen.failure().map(Failure::step);
    return at.isEmpty() ? went(seen, step) : step.compareTo(at.get()) < 0 && went(seen, step);
  }

  private static boolean went(Observation seen, Step step) {
    var steps = seen.steps();
    return switch (step) {
      case DNS -> steps.dns().isPresent();
      case TCP -> steps.tcp().isPresent();
      case TLS -> steps.tls().isPresent();
      case HTTP -> steps.http().isPresent();
    };
  }

  int done() {
    return done;
  }

  boolean failing() {
    return failure.isPresent();
  }

  /** The last failure's word, if any. */
  String word() {
    return failure.map(cause -> cause.word().word()).orElse("");
  }

  /** All passed, a part passed, none passed, none completed. */
  LiveMark mark(Step step) {
    var good = passed.getOrDefault(step, 0);
    var bad = broken.getOrDefault(step, 0);
    if (good == 0 && bad == 0) {
      return LiveMark.OPEN;
    }
    return bad == 0 ? LiveMark.GOOD : good == 0 ? LiveMark.BAD : LiveMark.MIXED;
  }
}

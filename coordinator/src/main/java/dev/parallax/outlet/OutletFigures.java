package dev.parallax.outlet;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of an outlet.
 *
 * @param sweeps written since the coordinator started
 * @param errors attempts that failed since then
 * @param skipped damaged sweeps that cannot be read
 * @param lag the age of the oldest finished sweep that is not written, by its start; 0 without such
 *     a sweep, and where another coordinator writes
 * @param trouble the reason why the last attempt failed; empty after a success
 */
public record OutletFigures(
    long sweeps, long errors, long skipped, Duration lag, Optional<String> trouble) {
  static final OutletFigures NONE = new OutletFigures(0, 0, 0, Duration.ZERO, Optional.empty());

  OutletFigures written() {
    return new OutletFigures(sweeps + 1, errors, skipped, lag, Optional.empty());
  }

  OutletFigures skipping() {
    return new OutletFigures(sweeps, errors, skipped + 1, lag, Optional.empty());
  }

  OutletFigures failed(String reason) {
    return new OutletFigures(sweeps, errors + 1, skipped, lag, Optional.of(reason));
  }

  OutletFigures late(Duration age) {
    return new OutletFigures(sweeps, errors, skipped, age, trouble);
  }

  OutletFigures idle() {
    return new OutletFigures(sweeps, errors, skipped, Duration.ZERO, Optional.empty());
  }
}

package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.v1.StartSweepRequest;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The limits of a sweep. */
public final class LimitOptions {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Maximum number of rounds, 1 to 10. A sweep ends earlier when no further probe is"
              + " expected to change the verdict. Default: 4.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--max-handshakes",
      paramLabel = "N",
      description =
          "Maximum number of handshakes of the whole sweep. The first round assumes eight addresses"
              + " per name, so that a small budget makes a small first round.")
  private Optional<Integer> handshakes = Optional.empty();

  @Option(
      names = "--handshakes-per-second",
      paramLabel = "N",
      description =
          "Maximum number of handshakes that all vantages together start at one host in one second,"
              + " 1 to 10000. Reference sites are hosts too. A large fleet takes longer. Default:"
              + " 50.")
  private Optional<Integer> perSecond = Optional.empty();

  @Option(
      names = "--all",
      description =
          "Ask every vantage. Otherwise at most 400 vantages are drawn from all networks, regions"
              + " and resolvers, and as many again where their answers differ.")
  private boolean all;

  /** Refuses contradictory options before any measurement. */
  public void set(StartSweepRequest.Builder request) {
    rounds
        .map(count -> checked("--rounds", count, SweepLimits.MOST_ROUNDS))
        .ifPresent(request::setRounds);
    handshakes
        .map(count -> checked("--max-handshakes", count, SweepLimits.MOST_HANDSHAKES))
        .ifPresent(request::setMaxHandshakes);
    request.setAllVantages(all);
    perSecond
        .map(count -> checked("--handshakes-per-second", count, HandshakeCeiling.MOST))
        .ifPresent(request::setHandshakesPerSecond);
  }

  private static int checked(String option, int count, int most) {
    if (count < 1 || count > most) {
      throw CliException.usage(option + ": expected 1 to " + most + ", got: " + count);
    }
    return count;
  }
}

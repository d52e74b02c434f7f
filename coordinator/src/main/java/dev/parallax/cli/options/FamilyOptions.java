package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of a name's addresses are probed. */
public final class FamilyOptions {
  @Option(
      names = "-4",
      description = "Probe IPv4 addresses only, of targets and references. Default: both families.")
  private boolean four;

  @Option(
      names = "-6",
      description = "Probe IPv6 addresses only, of targets and references. Default: both families.")
  private boolean six;

  /** Refuses contradictory options before any connection is made. */
  public Family of(List<Target> targets) {
    if (four && six) {
      throw CliException.usage("-4 and -6 exclude each other; without either both are probed");
    }
    var family = six ? Family.IPV6 : four ? Family.IPV4 : Family.ANY;
    targets.stream()
        .filter(target -> !family.admits(target))
        .findFirst()
        .ifPresent(target -> refuse(family, target));
    return family;
  }

  private void refuse(Family family, Target target) {
    throw CliException.usage(
        (six ? "-6" : "-4")
            + ": expected a name or an "
            + family.title()
            + " address, got: "
            + target);
  }
}

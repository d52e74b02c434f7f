package dev.parallax.attribution.comparison;

import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.model.plan.Arm;
import java.util.Optional;

/**
 * The common properties of the trials of one cell: all that a mechanism's prediction depends on.
 *
 * @param variant the probe, as far as servers answer its variants differently
 * @param address of the connection; absent without one
 * @param corroborated the address is corroborated
 */
public record CellKey(
    Arm arm, ProbeVariant variant, Optional<IpAddress> address, boolean corroborated)
    implements Comparable<CellKey> {

  static CellKey of(ClassifiedTrial trial, AddressTrust addresses) {
    return of(trial.arm(), trial.variant(), trial.at(), addresses);
  }

  /** The cell of a trial that ran or may run. */
  public static CellKey of(
      Arm arm, ProbeVariant variant, Optional<IpAddress> address, AddressTrust addresses) {
    return new CellKey(arm, variant.compared(), address, addresses.isCorroborated(address));
  }

  /** By arm, variant and address; a cell without an address before those with one. */
  @Override
  public int compareTo(CellKey other) {
    int byArm = arm.compareTo(other.arm);
    int byProbe = byArm != 0 ? byArm : ProbeVariant.compare(variant, other.variant);
    return byProbe != 0 ? byProbe : compareAddress(other);
  }

  private int compareAddress(CellKey other) {
    return address.isPresent() && other.address.isPresent()
        ? address.get().compareTo(other.address.get())
        : Boolean.compare(address.isPresent(), other.address.isPresent());
  }

  public boolean isAt(IpAddress place) {
    return address.isPresent() && address.get().equals(place);
  }

  public boolean isIpv6() {
    return address.isPresent() && address.get().isIpv6();
  }
}

package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.CellKey;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.model.endpoint.Family;
import java.util.Optional;

/** The cells that a scope contains at its vantages. */
public sealed interface ScopedCells {
  boolean contain(CellKey cell);

  /** All cells of these vantages. */
  enum All implements ScopedCells {
    ALL;

    @Override
    public boolean contain(CellKey cell) {
      return true;
    }
  }

  /** Connections to one address. */
  record AtAddress(IpAddress address) implements ScopedCells {
    @Override
    public boolean contain(CellKey cell) {
      return cell.isAt(address);
    }
  }

  /** Cells of one address family; a cell without an address counts as IPv4. */
  record OverFamily(Family family) implements ScopedCells {
    @Override
    public boolean contain(CellKey cell) {
      return cell.isIpv6() == (family == Family.IPV6);
    }
  }

  /** The address of the scope; absent for a scope of several. */
  default Optional<IpAddress> onlyAddress() {
    return this instanceof AtAddress(var address) ? Optional.of(address) : Optional.empty();
  }
}

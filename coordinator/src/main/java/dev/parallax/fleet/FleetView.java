package dev.parallax.fleet;

import dev.parallax.model.vantage.Vantage;
import java.util.List;

/** Every vantage that is enrolled and not revoked, connected or not, in name order. */
@FunctionalInterface
public interface FleetView {
  List<Vantage> vantages();
}

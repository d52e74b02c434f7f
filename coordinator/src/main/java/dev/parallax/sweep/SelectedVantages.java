package dev.parallax.sweep;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.VantageSelector;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vantages that a request selects. */
final class SelectedVantages {
  private SelectedVantages() {}

  /**
   * Those that match.
   *
   * @throws NoVantagesException when there are none
   */
  static List<Vantage> of(VantageSelector selector, List<Vantage> known) {
    var matching = known.stream().filter(selector::matches).toList();
    if (matching.isEmpty()) {
      throw new NoVantagesException(selector.toString(), known.size());
    }
    return matching;
  }

  /**
   * The declared inside vantages, and the address of their own route, if they have a route of their
   * own.
   */
  static Map<VantageId, Optional<InetAddress>> inside(
      List<SweepRequest.InsideVantages> declared, List<Vantage> vantages) {
    var inside = new HashMap<VantageId, Optional<InetAddress>>();
    for (var declaration : declared) {
      of(declaration.selector(), vantages)
          .forEach(vantage -> inside.put(vantage.id(), declaration.route()));
    }
    return inside;
  }
}

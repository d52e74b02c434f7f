package dev.parallax.sweep.request;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import java.util.List;

/**
 * The selectors of a request that match no vantage of a fleet.
 *
 * @param from whether the vantages of the request are none
 * @param inside the declarations of inside vantages that match none of the vantages of the request
 */
public record UnmatchedSelectors(boolean from, List<InsideVantages> inside) {
  public UnmatchedSelectors {
    inside = List.copyOf(inside);
  }

  /** Compares selectors with the vantages of a fleet. */
  public static UnmatchedSelectors of(
      VantageSelector from, List<InsideVantages> inside, List<Vantage> fleet) {
    return new UnmatchedSelectors(
        fleet.stream().noneMatch(from::matches),
        inside.stream()
            .filter(
                declared ->
                    fleet.stream()
                        .noneMatch(
                            vantage ->
                                from.matches(vantage) && declared.selector().matches(vantage)))
            .toList());
  }
}

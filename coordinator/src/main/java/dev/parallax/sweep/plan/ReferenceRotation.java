package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The reference sites of one sweep. Of a longer list every sweep probes a few, other ones than the
 * sweep before: no site is probed in every sweep, and a site that fails from a place is a control
 * of few sweeps there. Pure: the same sweep has the same sites.
 */
final class ReferenceRotation {
  /** Sites of one sweep at most: with two trials each the connections of one browser visit. */
  static final int SITES = 3;

  private final List<Target> sites;

  ReferenceRotation(List<Target> sites) {
    this.sites = List.copyOf(sites);
  }

  /** The first sites, for a plan without a sweep. */
  List<Target> first() {
    return from(0);
  }

  /** As many in the order of the list, from a position that depends on the sweep. */
  List<Target> of(SweepId sweep) {
    return sites.size() <= SITES
        ? sites
        : from(Math.floorMod(sweep.value().hashCode(), sites.size()));
  }

  /** The site for a look of this target; it changes from look to look. */
  List<Target> one(SweepId sweep, Target target) {
    int turn = sweep.value().hashCode() + target.name().hashCode();
    return sites.isEmpty() ? List.of() : List.of(sites.get(Math.floorMod(turn, sites.size())));
  }

  private List<Target> from(int start) {
    return IntStream.range(0, Math.min(SITES, sites.size()))
        .mapToObj(i -> sites.get((start + i) % sites.size()))
        .toList();
  }
}

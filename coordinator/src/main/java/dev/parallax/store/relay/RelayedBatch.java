package dev.parallax.store.relay;

import dev.parallax.model.observation.Sighting;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.List;

/** What a coordinator received for a sweep that another coordinator decides. */
public sealed interface RelayedBatch {
  /**
   * Stored observations of a sweep; others of the same sweep may be among them.
   *
   * @param firstRow of the range of their rows
   * @param lastRow of that range, included
   */
  record Rows(long firstRow, long lastRow) implements RelayedBatch {}

  /**
   * A vantage has finished a round.
   *
   * @param understood false when its agent does not support a part of the plan
   */
  record Finished(SweepId sweep, VantageId vantage, int round, boolean understood)
      implements RelayedBatch {}

  /**
   * Sightings of a vantage.
   *
   * @param last false when more sightings of the round follow
   */
  record Sighted(
      SweepId sweep, VantageId vantage, int round, List<Sighting> sightings, boolean last)
      implements RelayedBatch {
    public Sighted {
      sightings = List.copyOf(sightings);
    }
  }

  /**
   * A batch with its place.
   *
   * @param relay the coordinator that wrote it
   * @param number consecutive for each relay and sweep, from 1 on
   */
  record Numbered(String relay, long number, RelayedBatch batch) {}
}

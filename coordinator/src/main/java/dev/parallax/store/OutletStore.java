package dev.parallax.store;

import dev.parallax.model.value.SweepId;
import java.util.List;

/** Which finished sweeps the outlet has. */
public interface OutletStore {
  /** Whether this coordinator writes to the outlet; of those on one database one does. */
  boolean isWriter();

  /** The complete sweeps that the outlet does not have: at most {@code limit}, oldest first. */
  List<SweepId> unwritten(int limit);

  /** The outlet has the sweep; a sweep that is deleted meanwhile is ignored. */
  void written(SweepId sweep);
}

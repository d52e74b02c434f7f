package dev.parallax.cli.options;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.TargetLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The valid targets, and the errors of the invalid targets. */
public final class ReadTargets {
  private final Set<Target> seen = new HashSet<>();
  private final List<TargetLine> lines = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /**
   * Takes a line.
   *
   * @param place where it stands, e.g. {@code targets.txt line 3: }
   * @param more words for each target
   */
  void add(String place, String text, List<String> more) {
    try {
      var line = TargetLine.parse(text, more);
      if (seen.add(line.target())) {
        lines.add(line);
      } else {
        complaints.add(place + "the same target a second time: " + line.target().name());
      }
    } catch (IllegalArgumentException malformed) {
      complaints.add(place + malformed.getMessage());
    }
  }

  /** Each once, in the order given. */
  public List<TargetLine> lines() {
    return List.copyOf(lines);
  }

  public List<String> complaints() {
    return List.copyOf(complaints);
  }
}

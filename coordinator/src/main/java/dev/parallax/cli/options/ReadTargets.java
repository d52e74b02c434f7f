package dev.parallax.cli.options;

import dev.parallax.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The valid targets, and the errors of the invalid ones. */
public final class ReadTargets {
  private final Map<Target, String> places = new HashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** Adds one; {@code place} names its position, for example {@code targets.txt line 3: }. */
  void add(String place, String text) {
    try {
      var target = Target.parse(text);
      var before = places.putIfAbsent(target, place);
      if (before == null) {
        targets.add(target);
      } else {
        complaints.add(place + "the same target a second time: " + target.name());
      }
    } catch (IllegalArgumentException malformed) {
      complaints.add(place + malformed.getMessage());
    }
  }

  /** Each once, in the order given. */
  public List<Target> targets() {
    return List.copyOf(targets);
  }

  public List<String> complaints() {
    return List.copyOf(complaints);
  }
}

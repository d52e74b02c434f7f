package dev.parallax.watch.edit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** A change of one watch of a file. */
public sealed interface WatchChange {
  /** The name of the target of the watch. */
  String target();

  /**
   * A further watch.
   *
   * @param line the target with the words of its request and expectations
   * @param fields an empty value leaves the key to the defaults of the file
   */
  record Add(String target, String line, Map<WatchField, String> fields) implements WatchChange {
    public Add {
      fields = ordered(fields);
    }
  }

  /**
   * Other values of a watch; keys that are not named stay as they are.
   *
   * @param line the target with other words; empty to keep it
   * @param fields an empty value removes the key: the defaults of the file apply
   */
  record Edit(String target, String line, Map<WatchField, String> fields) implements WatchChange {
    public Edit {
      fields = ordered(fields);
    }
  }

  /** The end of a watch. */
  record Remove(String target) implements WatchChange {}

  /** Looks are not made until {@link #resume}. */
  static WatchChange pause(String target) {
    return new Edit(target, "", Map.of(WatchField.PAUSED, "true"));
  }

  /** Looks are made again. */
  static WatchChange resume(String target) {
    return new Edit(target, "", Map.of(WatchField.PAUSED, ""));
  }

  private static Map<WatchField, String> ordered(Map<WatchField, String> fields) {
    var map = new EnumMap<WatchField, String>(WatchField.class);
    map.putAll(fields);
    return Collections.unmodifiableMap(map);
  }
}

package dev.parallax.watch.edit;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.TargetLine;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A change of one watch of a file. */
public sealed interface WatchChange extends FileChange {
  /** The name of the target of the watch. */
  String target();

  @Override
  default String described() {
    return switch (this) {
      case Add _ -> "add the watch of " + target();
      case Edit edit -> "edit the watch of " + target() + edit.values();
      case Remove _ -> "remove the watch of " + target();
    };
  }

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

    private String values() {
      return fields.entrySet().stream()
          .map(field -> " %s=%s".formatted(field.getKey().key(), field.getValue()))
          .collect(Collectors.joining());
    }
  }

  /** The end of a watch. */
  record Remove(String target) implements WatchChange {}

  /**
   * A further watch.
   *
   * @param target with the words of its request and expectations
   * @param fields values by the keys of the file
   * @throws IllegalArgumentException for a malformed target or an unknown key
   */
  static WatchChange add(String target, Map<String, String> fields) {
    return new Add(name(target), target.strip(), known(fields));
  }

  /**
   * Other values of a watch.
   *
   * @param target without words it keeps those of the watch
   * @param fields values by the keys of the file
   * @throws IllegalArgumentException for a malformed target or an unknown key
   */
  static WatchChange edit(String target, Map<String, String> fields) {
    var line = TargetLine.parse(target);
    var words = line.exchange().isDefault() ? "" : target.strip();
    return new Edit(line.target().name(), words, known(fields));
  }

  /**
   * The end of a watch.
   *
   * @throws IllegalArgumentException for a malformed target
   */
  static WatchChange remove(String target) {
    return new Remove(Target.parse(target).name());
  }

  /**
   * The name of a target with words after it.
   *
   * @throws IllegalArgumentException for a malformed target
   */
  static String name(String target) {
    return TargetLine.parse(target).target().name();
  }

  private static Map<WatchField, String> known(Map<String, String> fields) {
    var known = new EnumMap<WatchField, String>(WatchField.class);
    fields.forEach((key, value) -> known.put(WatchField.named(key), value));
    return known;
  }

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

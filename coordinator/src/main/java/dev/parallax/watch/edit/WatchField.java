package dev.parallax.watch.edit;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key of a watch that can be changed. */
public enum WatchField {
  INTERVAL("interval", false),
  VANTAGES("vantages", false),
  INSIDE("inside", true),
  LEVEL("level", false),
  PROBABILITY("probability", false),
  ARMS("arms", true),
  ROUTES("routes", true),
  EXPIRY_DAYS("expiry-days", true),
  MAINTENANCE("maintenance", true),
  PAUSED("paused", false);

  private final String key;
  private final boolean list;

  WatchField(String key, boolean list) {
    this.key = key;
    this.list = list;
  }

  /** As in the file. */
  public String key() {
    return key;
  }

  /** Whether its value is a list, written with commas; maintenance windows with semicolons. */
  public boolean isList() {
    return list;
  }

  /**
   * The field of a key.
   *
   * @throws IllegalArgumentException for an unknown key
   */
  static WatchField named(String key) {
    return Stream.of(values())
        .filter(field -> field.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Stream.of(values())
                        .map(WatchField::key)
                        .collect(Collectors.joining(", ", "expected a key of ", ", got: " + key))));
  }
}

package dev.parallax.evaluate;

import java.util.List;

/** The ways of attributing that are compared. */
final class Methods {
  private Methods() {}

  static List<Method> all() {
    return List.of(new Ours());
  }

  /** Those of these names, in the order of {@link #all}; all when none is named. */
  static List<Method> named(List<String> names) {
    var known = all().stream().map(Method::name).toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("--methods takes some of " + known + ", got: " + name);
      }
    }
    return all().stream()
        .filter(method -> names.isEmpty() || names.contains(method.name()))
        .toList();
  }

  static int ours(List<Method> methods) {
    for (int i = 0; i < methods.size(); i++) {
      if (methods.get(i) instanceof Ours) {
        return i;
      }
    }
    return -1;
  }
}

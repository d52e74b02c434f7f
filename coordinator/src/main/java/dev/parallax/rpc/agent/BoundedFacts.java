package dev.parallax.rpc.agent;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The facts of a Hello within bounds, because they are part of every sweep of the vantage. A host
 * with a long configuration is no reason to refuse its agent, so long values are truncated.
 */
final class BoundedFacts {
  static final int MOST = 64;
  static final int LONGEST_VALUE = 512;
  private static final int LONGEST_VERSION = 64;
  private static final Pattern KEY = Pattern.compile("[a-z0-9_]{1,64}");

  private BoundedFacts() {}

  /**
   * At most 64 facts with a well-formed key, in key order, at most 512 characters of each value.
   */
  static Map<String, String> of(Map<String, String> facts) {
    var bounded = new TreeMap<String, String>();
    facts.keySet().stream()
        .filter(key -> KEY.matcher(key).matches())
        .sorted()
        .limit(MOST)
        .forEach(key -> bounded.put(key, cut(facts.getOrDefault(key, ""), LONGEST_VALUE)));
    return bounded;
  }

  /** At most 64 characters of an agent's version. */
  static String version(String version) {
    return cut(version, LONGEST_VERSION);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}

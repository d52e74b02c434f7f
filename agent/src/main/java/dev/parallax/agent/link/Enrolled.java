package dev.parallax.agent.link;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What joining gave.
 *
 * @param labels the labels in force: those the token binds win
 */
public record Enrolled(AgentIdentity identity, Map<String, String> labels) {
  public Enrolled {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}

package dev.parallax.agent.link;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of an enrolment.
 *
 * @param labels the labels in force: labels of the token take precedence
 */
public record Enrolled(AgentIdentity identity, Map<String, String> labels) {
  public Enrolled {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}

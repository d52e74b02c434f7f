package dev.parallax.agent.link;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of an enrolment.
 *
 * @param labels the labels in force: labels of the token take precedence
 * @param lookedUp what the coordinator's address database has of this host's address
 */
public record Enrolled(
    AgentIdentity identity, Map<String, String> labels, Map<String, String> lookedUp) {
  private static final int MOST = 16;

  public Enrolled {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    lookedUp =
        lookedUp.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .limit(MOST)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

package dev.parallax.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An agent to be.
 *
 * @param joining options of {@code parallax-agent join} besides name, token and state
 * @param host what goes before a command so that it runs on this vantage's host; empty for this one
 */
public record Member(
    String name, Map<String, String> labels, List<String> joining, List<String> host) {
  public Member {
    labels = Map.copyOf(labels);
    joining = List.copyOf(joining);
    host = List.copyOf(host);
  }

  List<String> onHost(List<String> command) {
    var whole = new ArrayList<>(host);
    whole.addAll(command);
    return whole;
  }
}

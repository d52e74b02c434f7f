package dev.parallax.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An agent before its start.
 *
 * @param joining options of {@code parallax-agent join} in addition to name, token and state
 * @param host the prefix of a command that runs it on this vantage's host; empty for this host
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

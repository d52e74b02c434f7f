package dev.parallax.agent.config;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.PortRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link OwnerPolicy} ⇄ the text of {@code policy.conf}, with a comment for each setting. */
public final class PolicyFile {
  private static final String ALLOW = "allow";
  private static final String PORTS = "ports";
  private static final String OPT_IN = "opt-in";
  private static final Pattern PORT =
      Pattern.compile("(?<first>[0-9]{1,5})(?:-(?<last>[0-9]{1,5}))?");

  private PolicyFile() {}

  public static String write(OwnerPolicy policy) {
    return """
    # What the agent of this host may probe. Only the owner of this host writes this file; the coordinator is shown these
    # settings and cannot change them. Read when the agent starts. Each setting is NAME = VALUE, VALUE ...
    #
    # Not configurable: cloud metadata services are always refused. Rates: `parallax-agent policy show` prints them.
    # Off switch: `parallax-agent pause --state DIR`. Sweeps come from the coordinator that this agent joined, and from no
    # other.

    # Ranges (CIDR) besides public addresses. An address of this host must be named alone, such as 192.0.2.7/32.
    allow = %s

    # Destination ports, such as 443, 8000-8099.
    ports = %s

    # Actions that need consent: %s.
    opt-in = %s
    """
        .formatted(
            String.join(", ", policy.allow()),
            policy.ports().stream().map(PortRange::toString).collect(Collectors.joining(", ")),
            Act.words(),
            policy.optIn().stream().map(Act::word).collect(Collectors.joining(", ")));
  }

  /**
   * Reads the format of {@link #write}; an absent setting has its value of {@link
   * OwnerPolicy#STANDARD}.
   *
   * @throws IllegalArgumentException naming a malformed line or value
   */
  public static OwnerPolicy read(String text) {
    var settings = settings(text);
    return new OwnerPolicy(
        settings.getOrDefault(ALLOW, List.of()).stream()
            .map(range -> Cidr.parse(range).toString())
            .toList(),
        settings.containsKey(PORTS)
            ? settings.get(PORTS).stream().map(PolicyFile::ports).toList()
            : OwnerPolicy.STANDARD.ports(),
        settings.getOrDefault(OPT_IN, List.of()).stream()
            .map(PolicyFile::act)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Map<String, List<String>> settings(String text) {
    var settings = new HashMap<String, List<String>>();
    for (var line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      var name = line.substring(0, Math.max(equals, 0)).strip();
      if (!List.of(ALLOW, PORTS, OPT_IN).contains(name)) {
        throw new IllegalArgumentException("expected allow, ports or opt-in = VALUE, got: " + line);
      }
      var values =
          Stream.of(line.substring(equals + 1).split(","))
              .map(String::strip)
              .filter(value -> !value.isEmpty())
              .toList();
      if (settings.put(name, values) != null) {
        throw new IllegalArgumentException("expected one line of each setting, got two: " + name);
      }
    }
    return settings;
  }

  private static PortRange ports(String text) {
    var parts = PORT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("ports are PORT or FIRST-LAST, got: " + text);
    }
    int first = Integer.parseInt(parts.group("first"));
    var last = parts.group("last");
    return new PortRange(first, last == null ? first : Integer.parseInt(last));
  }

  private static Act act(String word) {
    return Act.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an opt-in is one of " + Act.words() + ", got: " + word));
  }
}

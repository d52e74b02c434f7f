package dev.parallax.agent.config;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.PortRange;
import dev.parallax.model.value.Bytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
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
  private static final String RATES = "rates";
  private static final String QUIET_HOURS = "quiet-hours";
  private static final String PROBING = "probing";
  private static final String ON = "on";
  private static final String OFF = "off";
  private static final String SWEEPS_FROM = "sweeps-from";
  private static final List<String> NAMES =
      List.of(ALLOW, PORTS, OPT_IN, RATES, QUIET_HOURS, PROBING, SWEEPS_FROM);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PORT =
      Pattern.compile("(?<first>[0-9]{1,5})(?:-(?<last>[0-9]{1,5}))?");

  private PolicyFile() {}

  public static String write(OwnerPolicy policy) {
    return """
    # What the agent of this host may probe. Only the owner of this host writes this file; the coordinator is shown these
    # settings and cannot change them. Read when the agent starts: `systemctl restart parallax-agent` applies a change.
    # Each setting is NAME = VALUE, VALUE ...
    #
    # Not configurable: cloud metadata services are always refused.

    # Off switch: on, or off for no probe at all. `parallax-agent pause` stops a running agent within 2 s.
    probing = %s

    # Ranges (CIDR) besides public addresses. An address of this host must be named alone, such as 192.0.2.7/32.
    allow = %s

    # Destination ports, such as 443, 8000-8099.
    ports = %s

    # Actions that need consent: %s.
    opt-in = %s

    # Maximum handshakes a second to one port, to one address and in total. The values of a new installation are the
    # highest. Datagrams and bytes are lowered in the same proportion.
    rates = %s

    # Daily spans without probes, such as 22:00-06:00 Europe/Berlin, 12:00-13:00 UTC; by the clock of this host.
    quiet-hours = %s

    # The coordinators that may run sweeps: SHA-256 of the CA certificate, as `join` prints it. Empty: the coordinator
    # that this agent joined.
    sweeps-from = %s
    """
        .formatted(
            policy.times().probing() ? ON : OFF,
            String.join(", ", policy.allow()),
            list(policy.ports()),
            Act.words(),
            policy.optIn().stream().map(Act::word).collect(Collectors.joining(", ")),
            policy.rates(),
            list(policy.times().quietHours()),
            list(policy.times().sweepsFrom()));
  }

  private static String list(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
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
            .collect(Collectors.toUnmodifiableSet()),
        times(settings),
        HandshakeRates.parse(settings.getOrDefault(RATES, List.of())));
  }

  private static OwnerPolicy.Times times(Map<String, List<String>> settings) {
    return new OwnerPolicy.Times(
        probing(settings.getOrDefault(PROBING, List.of(ON))),
        settings.getOrDefault(QUIET_HOURS, List.of()).stream().map(QuietHours::parse).toList(),
        settings.getOrDefault(SWEEPS_FROM, List.of()).stream()
            .map(PolicyFile::hash)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean probing(List<String> values) {
    if (!values.equals(List.of(ON)) && !values.equals(List.of(OFF))) {
      throw new IllegalArgumentException("probing is on or off, got: " + String.join(", ", values));
    }
    return values.equals(List.of(ON));
  }

  private static Bytes hash(String text) {
    if (!HASH.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "sweeps-from is the SHA-256 of a CA certificate, 64 of 0-9 a-f, got: " + text);
    }
    return Bytes.copyOf(HexFormat.of().parseHex(text));
  }

  private static Map<String, List<String>> settings(String text) {
    var settings = new HashMap<String, List<String>>();
    for (var line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      var name = line.substring(0, Math.max(equals, 0)).strip();
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "expected NAME = VALUE with a NAME of " + String.join(", ", NAMES) + ", got: " + line);
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

package dev.parallax.model;

import java.util.List;
import java.util.Locale;

/**
 * Who is affected: the smallest attribute that separates failing from passing.
 *
 * @param value the attribute's value, e.g. {@code ap}; empty for {@code NOBODY}, {@code EVERYONE}
 *     and {@code OUTSIDE}
 * @param vantages the vantages in it, in name order
 */
public record Scope(Attribute attribute, String value, List<VantageId> vantages) {
  public Scope {
    vantages = vantages.stream().sorted().toList();
  }

  /** What the affected have in common. */
  public enum Attribute {
    NOBODY,
    EVERYONE,
    OUTSIDE,
    REGION,
    COUNTRY,
    NETWORK,
    RESOLVER,
    ADDRESS,
    VANTAGE,
    /** One provider's networks. */
    PROVIDER,
    /** Behind one router, by its address. */
    HOP,
    /** The target's addresses of one family, {@code ipv4} or {@code ipv6}. */
    FAMILY,
    AGENT_VERSION;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

package dev.parallax.model.verdict;

import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Locale;

/**
 * The affected vantages: the smallest attribute that separates failing from passing vantages.
 *
 * @param value the attribute's value, e.g. {@code ap}; empty for {@code NOBODY}, {@code EVERYONE}
 *     and {@code OUTSIDE}
 * @param vantages its vantages, in the order of names
 */
public record Scope(Attribute attribute, String value, List<VantageId> vantages) {
  public Scope {
    vantages = vantages.stream().sorted().toList();
  }

  /** The common attribute of the affected vantages. */
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
    /** The networks of one provider. */
    PROVIDER,
    /** The vantages behind one router, by its address. */
    HOP,
    /** The target's addresses of one family, {@code ipv4} or {@code ipv6}. */
    FAMILY,
    AGENT_VERSION,
    /** A label or a recorded fact of the vantages, {@code key=value}. */
    LABEL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

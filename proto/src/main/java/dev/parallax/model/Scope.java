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
    VANTAGE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

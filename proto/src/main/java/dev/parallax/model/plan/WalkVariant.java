package dev.parallax.model.plan;

import dev.parallax.model.plan.HopLimit.LimitedPacket;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parameter of a {@link Arm#TTL_WALK} probe, in the form of its variant: {@code
 * hello:7:www.example.com}, {@code syn:3}.
 *
 * @param name the server name sent; absent sends none
 */
public record WalkVariant(HopLimit limit, Optional<String> name) {
  private static final Pattern SHAPE = Pattern.compile("([a-z]+):([0-9]{1,3})(?::(.{1,253}))?");

  public String word() {
    return limit.packet().word() + ":" + limit.hops() + name.map(sni -> ":" + sni).orElse("");
  }

  /** Absent for another form. */
  public static Optional<WalkVariant> of(String variant) {
    var parts = SHAPE.matcher(variant);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int hops = Integer.parseInt(parts.group(2));
    return packet(parts.group(1))
        .filter(packet -> hops >= 1 && hops <= HopLimit.MOST)
        .map(
            packet ->
                new WalkVariant(new HopLimit(hops, packet), Optional.ofNullable(parts.group(3))));
  }

  private static Optional<LimitedPacket> packet(String word) {
    return Stream.of(LimitedPacket.values())
        .filter(packet -> packet.word().equals(word))
        .findFirst();
  }
}

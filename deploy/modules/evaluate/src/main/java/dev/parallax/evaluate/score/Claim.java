package dev.parallax.evaluate.score;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Segment;
import java.util.Optional;

/** A blame with its segment; the segment is absent where it is left open. */
public record Claim(Blame blame, Optional<Segment> segment) {
  public static final Claim HEALTHY = new Claim(Blame.HEALTHY, Optional.empty());
  public static final Claim INCONCLUSIVE = new Claim(Blame.INCONCLUSIVE, Optional.empty());

  public static Claim of(Blame blame, Segment segment) {
    return new Claim(blame, Optional.of(segment));
  }

  /** The same claim, or the same without its segment. */
  boolean coarsens(Claim other) {
    return blame == other.blame && (segment.isEmpty() || segment.equals(other.segment));
  }

  @Override
  public String toString() {
    return blame + segment.map(it -> "/" + it.word()).orElse("");
  }
}

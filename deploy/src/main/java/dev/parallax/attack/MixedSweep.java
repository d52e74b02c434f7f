package dev.parallax.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A sweep in which rogue agents or hostile targets take part.
 *
 * @param report in JSON, as the sweep ended; absent when the command failed
 * @param storedAgain the same sweep as the store has it at the end; absent when it was not asked
 * @param texts the same report in other formats
 * @param problem what is wrong with what it says of the honest targets; empty when nothing is
 */
public record MixedSweep(
    Optional<JsonNode> report, Optional<JsonNode> storedAgain, List<Path> texts, String problem) {
  public MixedSweep {
    texts = List.copyOf(texts);
  }
}

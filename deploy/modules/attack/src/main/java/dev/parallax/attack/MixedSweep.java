package dev.parallax.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A sweep with rogue agents or hostile targets.
 *
 * @param report in JSON, at the end of the sweep; absent when the command failed
 * @param storedAgain the same sweep from the store, at the end; absent when not requested
 * @param texts the same report in other formats
 * @param problem the defect of its verdicts on the honest targets; empty without a defect
 */
public record MixedSweep(
    Optional<JsonNode> report, Optional<JsonNode> storedAgain, List<Path> texts, String problem) {
  public MixedSweep {
    texts = List.copyOf(texts);
  }
}

package dev.parallax.agent.probe.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Block pages of filters, by published fingerprints only; {@code blockpages.tsv} names its sources.
 * Other pages are never classified by guess.
 */
public final class Blockpages {
  private static final List<Fingerprint> KNOWN = read();

  private Blockpages() {}

  private enum MatchedPart {
    LOCATION,
    BODY
  }

  private record Fingerprint(MatchedPart place, String text, String name) {
    static Fingerprint parse(String line) {
      var columns = line.split("\t", -1);
      return new Fingerprint(
          columns[0].equals("body") ? MatchedPart.BODY : MatchedPart.LOCATION,
          columns[1],
          columns[2]);
    }

    boolean fits(String location, String body) {
      return switch (place) {
        case LOCATION -> location.contains(text);
        case BODY -> body.contains(text);
      };
    }
  }

  /** The published name of the matching fingerprint; empty when none matches. */
  public static Optional<String> recognise(String location, String body) {
    return KNOWN.stream()
        .filter(known -> known.fits(location, body))
        .map(Fingerprint::name)
        .findFirst();
  }

  private static List<Fingerprint> read() {
    var resource = Objects.requireNonNull(Blockpages.class.getResourceAsStream("blockpages.tsv"));
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Fingerprint::parse).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

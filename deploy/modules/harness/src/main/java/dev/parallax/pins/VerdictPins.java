package dev.parallax.pins;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.attribution.Attribution;
import dev.parallax.attribution.NextRound;
import dev.parallax.attribution.ProposedProbe;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The verdicts and next-round probes of fixed sweeps, written down: a line for each sweep, in the
 * order of names, with its name, a hash over every field of the verdicts and proposed probes to the
 * last digit, and the values for a reader. {@code -Dgolden=write} rewrites the file.
 */
public final class VerdictPins {
  private final Path file;
  private final TreeMap<String, String> lines = new TreeMap<>();

  /**
   * @param file below {@code src/test/resources}
   */
  public VerdictPins(String file) {
    this.file = Path.of(System.getProperty("basedir", "."), "src/test/resources", file);
  }

  /** Judges the sweep and notes the outcome under this name; may be called by several threads. */
  public void add(String name, Sweep sweep) {
    var hashed = new StringBuilder();
    var read = new ArrayList<String>();
    for (var results : sweep.targets()) {
      var verdicts = Attribution.attribute(sweep, results).verdicts();
      var probes = NextRound.of(sweep, results).proposedProbes((arm, reason) -> 3);
      hashed.append(verdicts);
      probes.forEach(
          one -> hashed.append(List.of(one.arm(), one.reason(), one.vantages(), one.bits())));
      verdicts.stream().map(VerdictPins::text).forEach(read::add);
      probes.stream().map(VerdictPins::text).forEach(read::add);
    }
    var line = name + "\t" + hash(hashed.toString()) + "\t" + String.join("; ", read);
    synchronized (lines) {
      lines.put(name, line);
    }
  }

  /** Compares all that was added with the file, or writes the file. */
  public void check() throws IOException {
    var got = List.copyOf(lines.values());
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.write(file, got, UTF_8);
    }
    var pinned = Files.readAllLines(file, UTF_8);
    if (!pinned.equals(got)) {
      throw new AssertionError(
          "expected the lines of %s, got:\n%s"
              .formatted(file, String.join("\n", changed(pinned, got))));
    }
  }

  /** The lines of a single list: those of the file after -, the others after +. */
  private static List<String> changed(List<String> pinned, List<String> got) {
    var changed = new ArrayList<String>();
    pinned.stream().filter(line -> !got.contains(line)).map("-"::concat).forEach(changed::add);
    got.stream().filter(line -> !pinned.contains(line)).map("+"::concat).forEach(changed::add);
    return changed;
  }

  private static String text(Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "%s/%s %s %s(%s) %.6f %s %s",
        verdict.blame(),
        verdict.segment().map(Segment::name).orElse("-"),
        verdict.hypothesis().map(Object::toString).orElse("-"),
        verdict.scope().attribute(),
        verdict.scope().value(),
        verdict.probability(),
        verdict.grade(),
        verdict.evidence().stream()
            .map(Evidence::kind)
            .map(Enum::name)
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  private static String text(ProposedProbe probe) {
    return String.format(
        Locale.ROOT,
        "%s at %d, %.6f bits",
        probe.arm().word(),
        probe.vantages().size(),
        probe.bits());
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}

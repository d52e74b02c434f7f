package dev.parallax.outlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.json.Json;
import dev.parallax.store.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesOutletTest {
  @TempDir Path folder;

  @Test
  void sweepsOfADay_areInItsFiles_eachOnce() throws Exception {
    try (var outlet = new JsonLinesOutlet(folder)) {
      outlet.write(Finished.lines("s1", 2));
      outlet.write(new SweepLines(Finished.stored("s2", 1, Samples.NOON.plusSeconds(12 * 3_600))));
      outlet.write(Finished.lines("s3", 0));
      outlet.write(Finished.lines("s1", 2));
    }
    assertEquals(List.of("s1", "s3"), sweeps(Finished.DAY));
    assertEquals(List.of("s1", "s1"), observations(Finished.DAY));
    assertEquals(List.of("s2"), sweeps("2026-03-02"));
    var line = Json.MAPPER.readTree(Files.readAllLines(file("observations", Finished.DAY)).get(0));
    assertEquals("eu-1", line.path("vantage").asText());
    assertEquals("2026-03-01T12:00:00Z", line.path("startedAt").asText());
  }

  /** The process ended after the line of the sweep, before the store knew. */
  @Test
  void writtenSweep_isNotRepeatedByTheNextProcess() throws Exception {
    write("s1", "s2");
    write("s1", "s2", "s3");
    assertEquals(List.of("s1", "s2", "s3"), sweeps(Finished.DAY));
    assertEquals(6, observations(Finished.DAY).size());
  }

  @Test
  void tornLine_isCut_andItsSweepWrittenAgain() throws Exception {
    write("s1", "s2");
    var file = file("sweeps", Finished.DAY);
    var whole = Files.readString(file);
    for (int cut : List.of(1, 100, whole.length() / 2 - 2)) {
      Files.writeString(file, whole.substring(0, whole.length() - cut));
      write("s2");
      assertEquals(whole, Files.readString(file));
      assertEquals(List.of("s1", "s1", "s2", "s2"), observations(Finished.DAY));
    }
  }

  /** The process ended between the observations and the line of their sweep. */
  @Test
  void observationsWithoutTheirSweep_areCut() throws Exception {
    write("s1");
    var file = file("observations", Finished.DAY);
    var lines = Files.readAllLines(file);
    for (int number = 0; number < 1_000; number++) {
      add(file, lines.get(0).replace("\"s1\"", "\"s2\"") + "\n");
    }
    add(file, "{\"sweepId\":\"s2\",\"star");
    write("s3");
    assertEquals(List.of("s1", "s1", "s3", "s3"), observations(Finished.DAY));
    write("s2");
    assertEquals(List.of("s1", "s1", "s3", "s3", "s2", "s2"), observations(Finished.DAY));
  }

  /** Two coordinators with one folder, of which one writes after the other. */
  @Test
  void linesOfAnotherProcess_areRead() throws Exception {
    try (var first = new JsonLinesOutlet(folder);
        var second = new JsonLinesOutlet(folder)) {
      first.write(Finished.lines("s1", 2));
      second.write(Finished.lines("s1", 2));
      second.write(Finished.lines("s2", 2));
      first.write(Finished.lines("s2", 2));
      first.write(Finished.lines("s3", 2));
    }
    assertEquals(List.of("s1", "s2", "s3"), sweeps(Finished.DAY));
    assertEquals(6, observations(Finished.DAY).size());
  }

  static boolean hasFullDevice() {
    return Files.isWritable(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf(value = "hasFullDevice", disabledReason = "no /dev/full on this host")
  void fullDisk_isNamed_andTheSweepFollowsOnceThereIsSpace() throws Exception {
    write("s1");
    var observations = file("observations", Finished.DAY);
    var kept = folder.resolve("kept");
    Files.move(observations, kept);
    Files.createSymbolicLink(observations, Path.of("/dev/full"));
    try (var outlet = new JsonLinesOutlet(folder)) {
      var full = assertThrows(OutletException.class, () -> outlet.write(Finished.lines("s2", 2)));
      assertTrue(String.valueOf(full.getMessage()).contains(folder.toString()), full::getMessage);
      assertEquals(List.of("s1"), sweeps(Finished.DAY));
      Files.delete(observations);
      Files.move(kept, observations);
      outlet.write(Finished.lines("s2", 2));
    }
    assertEquals(List.of("s1", "s2"), sweeps(Finished.DAY));
    assertEquals(List.of("s1", "s1", "s2", "s2"), observations(Finished.DAY));
  }

  private void write(String... sweeps) throws Exception {
    try (var outlet = new JsonLinesOutlet(folder)) {
      for (var sweep : sweeps) {
        outlet.write(Finished.lines(sweep, 2));
      }
    }
  }

  private static void add(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private List<String> sweeps(String day) throws IOException {
    return ids(file("sweeps", day));
  }

  private List<String> observations(String day) throws IOException {
    return ids(file("observations", day));
  }

  private Path file(String kind, String day) {
    return folder.resolve(kind + "-" + day + ".jsonl");
  }

  private static List<String> ids(Path file) throws IOException {
    var ids = new ArrayList<String>();
    for (var line : Files.readAllLines(file)) {
      ids.add(Json.MAPPER.readTree(line).path("sweepId").asText());
    }
    return ids;
  }
}

package dev.parallax.agent.spool;

import static dev.parallax.agent.spool.Spooled.add;
import static dev.parallax.agent.spool.Spooled.kept;
import static dev.parallax.agent.spool.Spooled.key;
import static dev.parallax.agent.spool.Spooled.large;
import static dev.parallax.agent.spool.Spooled.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
  private static final String SWEEP = "sweep-1";

  @TempDir private Path state;
  private Path folder;
  private Spool spool;

  @BeforeEach
  void open() {
    folder = state.resolve(Spool.FOLDER);
    spool = Spool.open(folder, Spooled.VANTAGE);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private void reopen() {
    spool.close();
    spool = Spool.open(folder, Spooled.VANTAGE);
  }

  @Test
  void unacknowledgedObservationsAreReadBackInOrder() throws IOException {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    spool.acknowledged(key(SWEEP, 2));
    spool.acknowledged(key(SWEEP, 9));
    assertEquals(List.of(trial(SWEEP, 1), trial(SWEEP, 3)), kept(spool));
    assertEquals("rw-------", mode(onlyFile()));
    assertEquals("rwx------", mode(folder));
  }

  /** Without {@code close}: as after SIGKILL. */
  @Test
  void anotherProcessFindsThem() {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    spool = Spool.open(folder, Spooled.VANTAGE);
    assertEquals(3, spool.size());
    assertEquals(trial(SWEEP, 1), kept(spool).getFirst());
    assertEquals(0, spool.state().damaged());
  }

  @Test
  void whenAllAreAcknowledgedNoFileStays() throws IOException {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    reopen();
    IntStream.rangeClosed(1, 3).forEach(number -> spool.acknowledged(key(SWEEP, number)));
    assertEquals(List.of(), files());
    add(spool, trial(SWEEP, 4));
    spool.flush();
    reopen();
    assertEquals(List.of(trial(SWEEP, 4)), kept(spool));
  }

  @Test
  void anAcknowledgedObservationIsNotReadBack() {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    spool.acknowledged(key(SWEEP, 1));
    spool = Spool.open(folder, Spooled.VANTAGE);
    assertEquals(List.of(trial(SWEEP, 2), trial(SWEEP, 3)), kept(spool));
  }

  @Test
  void theSameTrialAgainTakesNoMoreRoom() {
    IntStream.range(0, 3).forEach(time -> add(spool, trial(SWEEP, 1)));
    assertEquals(1, spool.size());
    spool.acknowledged(key(SWEEP, 1));
    assertEquals(0, spool.state().bytes());
  }

  @Test
  void aTornTailIsCut() throws IOException {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    long whole = Files.size(onlyFile());
    truncate(onlyFile(), whole - 1);
    reopen();
    assertEquals(List.of(trial(SWEEP, 1), trial(SWEEP, 2)), kept(spool));
    assertEquals(0, spool.state().damaged());
    add(spool, trial(SWEEP, 3));
    reopen();
    assertEquals(3, spool.size());
  }

  @Test
  void everyFlippedBitLosesAtMostOneObservationAndIsCounted() throws IOException {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    spool.close();
    var intact = Files.readAllBytes(onlyFile());
    int record = (intact.length - SegmentFormat.magic().length) / 3;
    for (int bit = 0; bit < 8 * intact.length; bit += 7) {
      var flipped = intact.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      var scan = SegmentFormat.scan(flipped);
      if (bit / 8 < SegmentFormat.magic().length) {
        assertEquals(1, scan.damaged(), "magic, bit " + bit);
      } else {
        int mark = SegmentFormat.magic().length + SegmentFormat.MARK_OFFSET;
        boolean ofMark = (bit / 8 - mark) % record == 0;
        assertEquals(ofMark ? 3 : 2, scan.records().size(), "bit " + bit);
        assertTrue(scan.records().stream().noneMatch(SegmentFormat.ScannedRecord::acknowledged));
      }
    }
  }

  @Test
  void aDamagedRecordIsSkippedAndCounted() throws IOException {
    IntStream.rangeClosed(1, 3).forEach(number -> add(spool, trial(SWEEP, number)));
    flip(onlyFile(), Files.size(onlyFile()) / 2);
    reopen();
    assertEquals(List.of(trial(SWEEP, 1), trial(SWEEP, 3)), kept(spool));
    assertEquals(1, spool.state().damaged());
  }

  @Test
  void aRecordThatIsDamagedWhileTheAgentRunsIsNotSent() throws IOException {
    add(spool, trial(SWEEP, 1));
    flip(onlyFile(), Files.size(onlyFile()) - 1);
    assertEquals(Optional.empty(), spool.find(key(SWEEP, 1)));
    assertEquals(1, spool.state().damaged());
    assertEquals(0, spool.size());
  }

  @Test
  void recordsOfAnotherVantageAreNotSent() {
    add(spool, trial(SWEEP, 1));
    spool.close();
    spool = Spool.open(folder, new VantageId("other"));
    assertEquals(0, spool.size());
    assertEquals(1, spool.state().damaged());
  }

  @Test
  void beyondTheNumberOfRecordsTheOldestSweepGoesFirst() {
    add(spool, trial("b", 1));
    IntStream.rangeClosed(1, 10).forEach(number -> add(spool, trial("a", number)));
    IntStream.rangeClosed(2, Spool.MAX_RECORDS - 8)
        .forEach(number -> add(spool, trial("b", number)));
    assertEquals(Spool.MAX_RECORDS, spool.size());
    assertEquals(2, spool.state().dropped());
    assertTrue(spool.contains(key("b", 1)), "a later sweep is kept");
    assertFalse(spool.contains(key("a", 2)));
    assertTrue(spool.contains(key("a", 3)));
  }

  @Test
  void theFilesAreBoundedAndFreedSpaceIsUsedAgain() throws IOException {
    for (int number = 1; number <= 100_000; number++) {
      add(spool, large(SWEEP, number));
      if (number % 10 != 0) {
        spool.acknowledged(key(SWEEP, number));
      }
    }
    assertEquals(0, spool.state().dropped(), "acknowledged records make room");
    assertEquals(10_000, spool.size());
    assertTrue(bytesOfFiles() <= Spool.MAX_BYTES, () -> bytesOfFiles() + " B");
    reopen();
    assertEquals(10_000, spool.size());
  }

  @Test
  void aFolderThatCannotBeCreatedMeansMemoryAndIsSaid() throws IOException {
    Files.delete(folder);
    Files.createFile(folder);
    reopen();
    add(spool, trial(SWEEP, 1));
    spool.flush();
    assertEquals(List.of(trial(SWEEP, 1)), kept(spool));
    var said = spool.state().memoryOnly().orElseThrow();
    assertTrue(said.contains(folder.toString()), said);
  }

  @Test
  void inMemoryTheBytesAreBounded() throws IOException {
    Files.delete(folder);
    Files.createFile(folder);
    reopen();
    int added = 0;
    while (spool.state().dropped() == 0) {
      add(spool, large(SWEEP, ++added));
      assertTrue(added < Spool.MAX_RECORDS, "bounded by bytes before it is bounded by number");
    }
    assertTrue(added > 10_000, "dropped after " + added);
  }

  /** {@code /dev/full} fails every write with ENOSPC. */
  @Test
  void aFullDiskMeansMemoryUntilItHasSpace() {
    var full = new AtomicBoolean(true);
    spool.close();
    spool =
        Spool.open(
            folder,
            Spooled.VANTAGE,
            path ->
                full.get()
                    ? new RandomAccessFile("/dev/full", "rw")
                    : SpoolSegment.Opening.ownerOnly(path));
    add(spool, trial(SWEEP, 1));
    add(spool, trial(SWEEP, 2));
    spool.flush();
    assertTrue(spool.state().memoryOnly().orElseThrow().contains("No space left"));
    assertEquals(2, kept(spool).size());

    full.set(false);
    spool.flush();
    assertEquals(Optional.empty(), spool.state().memoryOnly());
    reopen();
    assertEquals(List.of(trial(SWEEP, 1), trial(SWEEP, 2)), kept(spool));
  }

  private List<Path> files() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private Path onlyFile() throws IOException {
    var files = files();
    assertEquals(1, files.size(), files::toString);
    return files.getFirst();
  }

  private long bytesOfFiles() {
    try {
      long bytes = 0;
      for (var file : files()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void truncate(Path path, long size) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
  }

  private static void flip(Path path, long offset) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(offset);
      int value = file.read();
      file.seek(offset);
      file.write(value ^ 1);
    }
  }
}

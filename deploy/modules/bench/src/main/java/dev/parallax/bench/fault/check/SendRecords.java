package dev.parallax.bench.fault.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.agent.spool.SendLog;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.Refusal;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The observations of one agent and what became of them, from its {@link SendLog}. */
public final class SendRecords {
  private final Path file;
  private final Map<TrialKey, Observation> measured = new LinkedHashMap<>();
  private final Set<TrialKey> stored = new HashSet<>();
  private final Map<TrialKey, Refusal> refused = new LinkedHashMap<>();
  private final Set<TrialKey> measuredAgain = new HashSet<>();
  private long offset;

  /**
   * @param file may be absent before the first observation
   */
  public SendRecords(Path file) {
    this.file = file;
  }

  /** Reads the lines that are new since the last call; a line without its end is read later. */
  public void read() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    var text = new String(newBytes(), US_ASCII);
    int whole = text.lastIndexOf('\n') + 1;
    offset += whole;
    for (var line : text.substring(0, whole).lines().toList()) {
      take(line);
    }
  }

  private byte[] newBytes() throws IOException {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(offset);
      var bytes = new byte[Math.toIntExact(log.length() - offset)];
      log.readFully(bytes);
      return bytes;
    }
  }

  private void take(String line) throws InvalidProtocolBufferException {
    int space = line.indexOf(' ');
    var message = Base64.getDecoder().decode(line.substring(space + 1));
    switch (SendLog.Event.valueOf(line.substring(0, space))) {
      case KEPT, SENT -> measured(Wire.fromProto(dev.parallax.v1.Observation.parseFrom(message)));
      case ACKNOWLEDGED -> acknowledged(Acknowledgement.parseFrom(message));
    }
  }

  private void measured(Observation seen) {
    var earlier = measured.putIfAbsent(seen.key(), seen);
    if (earlier != null && !earlier.equals(seen)) {
      measuredAgain.add(seen.key());
    }
  }

  private void acknowledged(Acknowledgement answer) {
    var key = Wire.fromProto(answer.getKey());
    if (answer.getRefused() == Refusal.REFUSAL_UNSPECIFIED) {
      stored.add(key);
      refused.remove(key);
    } else if (!stored.contains(key)) {
      refused.put(key, answer.getRefused());
    }
  }

  /** Whether every observation has an answer of the coordinator. */
  public boolean settled() {
    return measured.keySet().stream()
        .allMatch(key -> stored.contains(key) || refused.containsKey(key));
  }

  /** The sweeps of the observations. */
  public Set<String> sweeps() {
    return measured.keySet().stream().map(key -> key.sweep().value()).collect(Collectors.toSet());
  }

  /** The observations of a sweep that the coordinator did not refuse, by their keys. */
  public Map<TrialKey, Observation> accepted(String sweep) {
    var accepted = new LinkedHashMap<TrialKey, Observation>();
    measured.forEach(
        (key, seen) -> {
          if (key.sweep().value().equals(sweep) && !refused.containsKey(key)) {
            accepted.put(key, seen);
          }
        });
    return accepted;
  }

  /** The observations of a sweep that were refused, by their keys. */
  public Map<TrialKey, Refusal> refused(String sweep) {
    return refused.entrySet().stream()
        .filter(entry -> entry.getKey().sweep().value().equals(sweep))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The trials of a sweep with two different observations. */
  public long measuredTwice(String sweep) {
    return measuredAgain.stream().filter(key -> key.sweep().value().equals(sweep)).count();
  }

  /** Drops what is known of all sweeps, to read the next round alone. */
  public void clear() {
    measured.clear();
    stored.clear();
    refused.clear();
    measuredAgain.clear();
  }
}

package dev.parallax.agent.spool;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.MessageLite;
import dev.parallax.agent.file.PrivateFile;
import dev.parallax.text.FileErrors;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's own record of its observations, for tests of loss and duplication: a line for each
 * observation that the spool holds, for each one that is sent, and for each acknowledgement. A line
 * is an event, a space and a message of the contract in base64; it is written in one call, so that
 * it survives the end of the process. Off by default. A disk that cannot be written ends the record
 * and nothing else. Thread-safe.
 */
public final class SendLog {
  /** The environment variable with the name of the file. */
  public static final String VARIABLE = "PARALLAX_SEND_LOG";

  /** Writes nothing. */
  public static final SendLog OFF = new SendLog(Optional.empty());

  private static final Logger log = LoggerFactory.getLogger(SendLog.class);

  @GuardedBy("this")
  private Optional<FileChannel> file;

  private SendLog(Optional<FileChannel> file) {
    this.file = file;
  }

  /** An event of the record, by its word. */
  public enum Event {
    /** An {@link Observation} that the spool holds. */
    KEPT,
    /** An {@link Observation} that was handed to the stream, again after each new connection. */
    SENT,
    /** An {@link Acknowledgement} that arrived. */
    ACKNOWLEDGED
  }

  /** Appends to a file of mode 0600, which is created when absent. */
  public static SendLog open(Path path) throws IOException {
    var file = PrivateFile.open(path);
    file.position(file.size());
    return new SendLog(Optional.of(file));
  }

  /** The spool holds an observation. */
  public void kept(Observation observation) {
    write(Event.KEPT, observation);
  }

  /** An observation was handed to the stream. */
  public void sent(Observation observation) {
    write(Event.SENT, observation);
  }

  /** The coordinator has stored or refused an observation. */
  public void acknowledged(Acknowledgement received) {
    write(Event.ACKNOWLEDGED, received);
  }

  private synchronized void write(Event event, MessageLite message) {
    if (file.isEmpty()) {
      return;
    }
    var line = event + " " + Base64.getEncoder().encodeToString(message.toByteArray()) + "\n";
    var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        file.orElseThrow().write(bytes);
      }
    } catch (IOException failed) {
      file = Optional.empty();
      log.warn("the send log ends here: {}", FileErrors.of(failed));
    }
  }
}

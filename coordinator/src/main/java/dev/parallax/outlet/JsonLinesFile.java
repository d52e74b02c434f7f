package dev.parallax.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A file of JSON Lines with a {@code sweepId} in each line. A last line without its line feed, torn
 * by the end of the process that wrote it, is cut when the file is opened.
 */
final class JsonLinesFile implements AutoCloseable {
  private static final String ID = "\"sweepId\":\"";
  private static final int BLOCK = 8_192;

  /** The identifier is among the first characters of a line. */
  private static final int HEAD = 256;

  private final FileChannel channel;
  private long end;

  private JsonLinesFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.end = endOfLine(channel.size());
    channel.truncate(end);
  }

  static JsonLinesFile open(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new JsonLinesFile(channel);
    } catch (IOException unreadable) {
      channel.close();
      throw unreadable;
    }
  }

  /** The bytes of the file up to the last complete line of this process. */
  long end() {
    return end;
  }

  /** Whether another process has changed the file. */
  boolean isChanged() throws IOException {
    return channel.size() != end;
  }

  /** The sweeps of all lines. */
  Set<String> ids() throws IOException {
    var ids = new HashSet<String>();
    channel.position(0);
    // Not closed: that would close the channel.
    var lines = new BufferedReader(Channels.newReader(channel, UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      ids.add(id(line));
    }
    return ids;
  }

  /** Cuts the last lines whose sweep is not meant by {@code kept}. */
  void cutUnless(Predicate<String> kept) throws IOException {
    long cut = end;
    while (cut > 0) {
      long start = endOfLine(cut - 1);
      if (kept.test(id(head(start, cut)))) {
        break;
      }
      cut = start;
    }
    cutTo(cut);
  }

  /** Cuts what follows an earlier {@link #end}. */
  void cutTo(long earlier) throws IOException {
    channel.truncate(earlier);
    end = earlier;
  }

  /** Adds bytes that end with a line feed. */
  void add(byte[] lines) throws IOException {
    var bytes = ByteBuffer.wrap(lines);
    long at = end;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    end = at;
  }

  void flush() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The position after the last line feed before {@code before}. */
  private long endOfLine(long before) throws IOException {
    for (long from = before; from > 0; ) {
      long start = Math.max(0, from - BLOCK);
      var block = read(start, (int) (from - start));
      for (int index = block.length - 1; index >= 0; index--) {
        if (block[index] == '\n') {
          return start + index + 1;
        }
      }
      from = start;
    }
    return 0;
  }

  private String head(long start, long lineEnd) throws IOException {
    return new String(read(start, (int) Math.min(HEAD, lineEnd - start)), UTF_8);
  }

  private byte[] read(long start, int length) throws IOException {
    var block = ByteBuffer.allocate(length);
    while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
      // Until the block is full.
    }
    return block.array();
  }

  private static String id(String line) {
    int at = line.indexOf(ID);
    int last = at < 0 ? -1 : line.indexOf('"', at + ID.length());
    return last < 0 ? "" : line.substring(at + ID.length(), last);
  }
}

package dev.parallax.store.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks the folder for one process; the kernel releases the lock with the process, for any kind of
 * end.
 */
final class FolderLock implements AutoCloseable {
  // POSIX record locks belong to the process: closing any channel of the file releases them, so
  // this process must not open a lock file that it has locked a second time.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FolderLock take(Path folder, Path lockFile) throws IOException {
    var file = folder.toRealPath().resolve(lockFile.getFileName());
    if (!HELD_HERE.add(file)) {
      throw new DataFolderInUseException(folder, pid());
    }
    try {
      return new FolderLock(file, lockedChannel(folder, file));
    } catch (IOException | RuntimeException refused) {
      HELD_HERE.remove(file);
      throw refused;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static FileChannel lockedChannel(Path folder, Path file) throws IOException {
    var channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), OwnerOnly.file());
    try {
      if (channel.tryLock() == null) {
        throw new DataFolderInUseException(folder, holder(channel));
      }
      channel.truncate(0).write(ByteBuffer.wrap(pid().getBytes(US_ASCII)), 0);
      return channel;
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    return US_ASCII.decode(text.flip()).toString().strip();
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars without compression of their own.
 *
 * @param epoch the time stamp of every entry
 */
record StoredJars(Instant epoch) {

  /**
   * Writes each jar again with stored entries: xz over the whole package then needs half the size
   * of deflated entries.
   */
  void rewrite(Path lib) throws IOException {
    try (var jars = Files.newDirectoryStream(lib, "*.jar")) {
      for (var jar : jars) {
        var stored = jar.resolveSibling(jar.getFileName() + ".stored");
        try (var from = new ZipFile(jar.toFile());
            var to = new ZipOutputStream(Files.newOutputStream(stored))) {
          for (var entry : from.stream().filter(each -> !each.isDirectory()).toList()) {
            store(entry.getName(), from.getInputStream(entry).readAllBytes(), to);
          }
        }
        Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void store(String name, byte[] content, ZipOutputStream jar) throws IOException {
    var checksum = new CRC32();
    checksum.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(LocalDateTime.ofInstant(epoch, ZoneOffset.UTC));
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}

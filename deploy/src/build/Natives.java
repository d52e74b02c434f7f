import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;

/**
 * Copies the native TLS library next to the jars, where Java searches first. Inside its jar it
 * would be extracted to the temporary folder at each start, which takes time and may be forbidden.
 */
final class Natives {
  private static final String JAR = "netty-tcnative-boringssl-static-";
  private static final String FOLDER = "META-INF/native/";

  private Natives() {}

  /** Under {@code native}. */
  static void unpack(Path home) throws IOException {
    var folder = Files.createDirectories(home.resolve("native"));
    try (var jars = Files.newDirectoryStream(home.resolve("lib"), JAR + "*.jar")) {
      for (var jar : jars) {
        unpack(jar, folder);
      }
    }
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (var content = new ZipFile(jar.toFile())) {
      for (var entry : content.stream().toList()) {
        var name = entry.getName();
        if (name.startsWith(FOLDER) && name.endsWith(".so")) {
          var file = folder.resolve(name.substring(FOLDER.length()));
          if (!Files.exists(file) || !isAsOld(file, jar)) {
            Files.copy(content.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(file, Files.getLastModifiedTime(jar));
          }
        }
      }
    }
  }

  private static boolean isAsOld(Path file, Path jar) throws IOException {
    return Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(jar));
  }
}

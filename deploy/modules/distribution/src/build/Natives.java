import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The native libraries of Netty (TLS, epoll, QUIC), unpacked next to the jars, where Java searches
 * first. Inside its jar a library would be extracted to the temporary folder at each start, which
 * takes time and fails where that folder is mounted {@code noexec}.
 */
final class Natives {
  private static final String FOLDER = "META-INF/native/";

  private Natives() {}

  /**
   * Whether the jar contains a native library for Linux and no class that is used on a class path.
   */
  static boolean isNativeOnly(Path jar) throws IOException {
    try (var content = new ZipFile(jar.toFile())) {
      return content.stream().anyMatch(entry -> isNative(entry.getName()))
          && content.stream().noneMatch(entry -> isClass(entry.getName()));
    }
  }

  /**
   * Unpacks the native libraries of these jars into {@code home/native} and removes all other files
   * there.
   */
  static void unpack(List<Path> jars, Path home) throws IOException {
    var folder = Files.createDirectories(home.resolve("native"));
    var unpacked = new HashSet<Path>();
    for (var jar : jars) {
      unpacked.addAll(unpack(jar, folder));
    }
    try (var present = Files.list(folder)) {
      for (var file : present.filter(path -> !unpacked.contains(path)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> unpack(Path jar, Path folder) throws IOException {
    var files = new ArrayList<Path>();
    try (var content = new ZipFile(jar.toFile())) {
      for (var entry : content.stream().filter(entry -> isNative(entry.getName())).toList()) {
        var file = folder.resolve(entry.getName().substring(FOLDER.length()));
        files.add(file);
        if (!Files.exists(file) || !isAsOld(file, jar)) {
          Files.copy(content.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
          Files.setLastModifiedTime(file, Files.getLastModifiedTime(jar));
        }
      }
    }
    return files;
  }

  private static boolean isNative(String entry) {
    return entry.startsWith(FOLDER) && entry.endsWith(".so");
  }

  private static boolean isClass(String entry) {
    return entry.endsWith(".class") && !entry.endsWith("module-info.class");
  }

  private static boolean isAsOld(Path file, Path jar) throws IOException {
    return Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(jar));
  }
}

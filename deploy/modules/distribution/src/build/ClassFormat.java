import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Converts jars with classes in a format older than Java 6, which no class cache accepts, to the
 * format of Java 8. The unconverted classes of picocli cost each call 0.1 s.
 */
final class ClassFormat {
  /** The oldest format that a class cache accepts. */
  private static final int JAVA_6 = ClassFile.JAVA_6_VERSION;

  private static final int WANTED = ClassFile.JAVA_8_VERSION;

  private final ClassFile format;

  private ClassFormat(ClassLoader classes) {
    this.format =
        ClassFile.of(
            // Older formats have no stack maps, newer formats need them.
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /**
   * The jar, or a copy with its classes in a newer format.
   *
   * @param folder for the copy; an existing copy with the jar's time is reused
   */
  static Path cacheable(Path jar, Path folder) throws IOException {
    var made = folder.resolve(jar.getFileName());
    if (Files.exists(made)
        && Files.getLastModifiedTime(made).equals(Files.getLastModifiedTime(jar))) {
      return made;
    }
    if (!isOld(jar)) {
      return jar;
    }
    Files.createDirectories(folder);
    try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      new ClassFormat(classes).rewrite(jar, made);
    }
    return Files.setLastModifiedTime(made, Files.getLastModifiedTime(jar));
  }

  private static boolean isOld(Path jar) throws IOException {
    try (var entries = new ZipFile(jar.toFile())) {
      return entries.stream()
          .filter(ClassFormat::isClass)
          .findFirst()
          .filter(first -> ClassFile.of().parse(bytes(entries, first)).majorVersion() < JAVA_6)
          .isPresent();
    }
  }

  private static boolean isClass(ZipEntry entry) {
    var name = entry.getName();
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("-info.class");
  }

  private void rewrite(Path jar, Path made) throws IOException {
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(made))) {
      for (var entry : from.stream().toList()) {
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(isClass(entry) ? newer(bytes(from, entry)) : bytes(from, entry));
        to.closeEntry();
      }
    }
  }

  private byte[] newer(byte[] bytes) {
    var old = format.parse(bytes);
    ClassTransform version =
        (made, element) -> {
          if (element instanceof ClassFileVersion) {
            made.withVersion(WANTED, 0);
          } else {
            made.with(element);
          }
        };
    // Code that is copied unchanged would have no stack maps.
    var code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return old.majorVersion() < JAVA_6 ? format.transformClass(old, version.andThen(code)) : bytes;
  }

  private static byte[] bytes(ZipFile jar, ZipEntry entry) {
    try (var content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.errorprone.annotations.CheckReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.unix.Errors;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.resolver.AddressResolver;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same recipe on another Java is the same hello: the probe's own sources run there. */
class IdenticalTest {
  private static final int OLDEST = 17;
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final String NATIVE = "META-INF/native/libnetty_tcnative_linux_x86_64.so";

  @TempDir Path folder;

  @Test
  void anotherJdk_sendsTheSame() throws Exception {
    var other = otherJava();
    assumeTrue(other.isPresent(), "no other JDK of 17 or more under " + INSTALLED);
    var said = run(other.get(), compile());
    assertNotEquals(System.getProperty("java.specification.version"), said.getFirst());
    assertEquals(HelloPrinter.lines(), said.subList(2, said.size()));
  }

  @Test
  void anotherProviderOrder_sendsTheSame() throws Exception {
    var names = Arrays.stream(Security.getProviders()).map(provider -> provider.getName()).toList();
    var order = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      order.add("security.provider." + (i + 1) + "=" + names.reversed().get(i));
    }
    var changed = Files.write(folder.resolve("changed.security"), order);
    var own = Path.of(System.getProperty("java.home"), "bin", "java");
    var said = run(own, compile(), "-Djava.security.properties=" + changed);
    assertNotEquals(names.getFirst(), said.get(1), "the order is another");
    assertEquals(HelloPrinter.lines(), said.subList(2, said.size()));
  }

  @Test
  void linesDiffer() throws Exception {
    var lines = HelloPrinter.lines();
    assertEquals(lines.size(), lines.stream().distinct().count(), lines::toString);
  }

  private List<String> run(Path java, Path classes, String... options) throws Exception {
    var command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classes + ":" + libraries(), HelloPrinter.class.getName()));
    var errors = folder.resolve("errors").toFile();
    var process = new ProcessBuilder(command).redirectError(errors).start();
    try (var out = process.inputReader(StandardCharsets.US_ASCII)) {
      var lines = out.lines().toList();
      assertEquals(0, process.waitFor(), () -> command + "\n" + read(errors.toPath()));
      return lines;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The sources themselves, for the oldest Java that can run them. */
  private Path compile() {
    var classes = folder.resolve("classes");
    var sources = "src/test/java:src/main/java:../proto/src/main/java";
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                Integer.toString(OLDEST),
                "-proc:none",
                "-nowarn",
                "-implicit:class",
                "-d",
                classes.toString(),
                "-sourcepath",
                sources,
                "-cp",
                libraries(),
                "src/test/java/" + HelloPrinter.class.getName().replace('.', '/') + ".java");
    assertEquals(0, result, "what writes hellos compiles for Java " + OLDEST);
    return classes;
  }

  private static String libraries() {
    var classes =
        Stream.of(
            SslHandler.class,
            ByteBuf.class,
            EmbeddedChannel.class,
            ByteToMessageDecoder.class,
            ReferenceCounted.class,
            AddressResolver.class,
            Errors.class,
            SSL.class,
            CheckReturnValue.class,
            Nullable.class);
    return Stream.concat(
            classes.map(type -> type.getProtectionDomain().getCodeSource().getLocation()),
            Stream.of(nativeLibrary()))
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .distinct()
        .collect(Collectors.joining(":"));
  }

  private static URL nativeLibrary() {
    try {
      var resource = IdenticalTest.class.getClassLoader().getResource(NATIVE);
      return ((JarURLConnection) resource.openConnection()).getJarFileURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Path> otherJava() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (var homes = Files.list(INSTALLED)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> isOther(version(home)))
          .map(home -> home.resolve("bin/java"))
          .sorted()
          .findFirst();
    }
  }

  private static boolean isOther(int version) {
    return version >= OLDEST && version != Runtime.version().feature();
  }

  /** The feature number of {@code JAVA_VERSION="17.0.1"}; 0 when absent. */
  private static int version(Path home) {
    try (var lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
          .map(Integer::valueOf)
          .findFirst()
          .orElse(0);
    } catch (IOException unreadable) {
      return 0;
    }
  }
}

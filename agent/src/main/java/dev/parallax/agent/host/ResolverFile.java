package dev.parallax.agent.host;

import dev.parallax.agent.dns.stub.ResolvConf;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads the resolver configuration of the host. */
public final class ResolverFile {
  /** The configuration of the host (resolv.conf(5)). */
  public static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int LONGEST = 65_536;

  private ResolverFile() {}

  /**
   * Parses a file of at most 64 KiB; the rest is ignored. A file that cannot be read counts as
   * empty, as for the programs of the host.
   *
   * @param environment for the variables of resolv.conf(5)
   */
  public static ResolverConfiguration read(Path file, Map<String, String> environment) {
    return ResolvConf.parse(text(file).lines().toList(), environment, text(HOST_NAME).strip());
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return "";
    }
  }
}

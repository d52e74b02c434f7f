package dev.parallax.agent.probe.trial;

import dev.parallax.model.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of the host for probes.
 *
 * @param bind source address of every probe; absent leaves it to the kernel; ignored towards
 *     addresses of the other family
 * @param resolver the name server for all queries
 * @param trusted the trusted certificate authorities
 */
public record ProberConfig(
    Optional<InetAddress> bind, InetSocketAddress resolver, List<X509Certificate> trusted) {
  /** The resolver configuration of the host (resolv.conf(5)). */
  public static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private static final Pattern NAME_SERVER = Pattern.compile("^\\s*nameserver\\s+(\\S+)");
  private static final int DNS_PORT = 53;

  public ProberConfig {
    trusted = List.copyOf(trusted);
    if (resolver.isUnresolved()) {
      throw new IllegalArgumentException("a resolver is an address, got: " + resolver);
    }
  }

  /**
   * The first name server of a file in the form of resolv.conf(5), port 53.
   *
   * @throws IllegalArgumentException naming the file and the expectation
   */
  public static InetSocketAddress systemResolver(Path file) {
    return lines(file).stream()
        .map(NAME_SERVER::matcher)
        .filter(Matcher::find)
        .map(line -> line.group(1))
        .findFirst()
        .map(server -> new InetSocketAddress(literal(server, file), DNS_PORT))
        .orElseThrow(
            () -> new IllegalArgumentException(file + " has no line \"nameserver ADDRESS\""));
  }

  /**
   * The certificates of a PEM file.
   *
   * @throws IllegalArgumentException naming the file and the expectation
   */
  public static List<X509Certificate> trusted(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      var found = certificates(in);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(expected(pem) + ", it holds none");
      }
      return found;
    } catch (IOException | CertificateException unreadable) {
      throw new IllegalArgumentException(expected(pem) + ": " + unreadable, unreadable);
    }
  }

  public Resolver ownResolver() {
    return new Resolver(
        Resolver.Transport.UDP, resolver.getAddress(), resolver.getPort(), Optional.empty(), "/");
  }

  /**
   * The source address of a probe to this address, when one is configured and its family matches.
   */
  public Optional<InetAddress> bindFor(InetAddress address) {
    return bind.filter(source -> source.getClass() == address.getClass());
  }

  private static List<X509Certificate> certificates(InputStream in) throws CertificateException {
    return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
        .map(ProberConfig::x509)
        .toList();
  }

  private static X509Certificate x509(Certificate certificate) {
    return (X509Certificate) certificate;
  }

  private static String expected(Path pem) {
    return pem + " should be a PEM file of one or more CA certificates";
  }

  private static InetAddress literal(String server, Path file) {
    try {
      return InetAddress.ofLiteral(server);
    } catch (IllegalArgumentException noAddress) {
      throw new IllegalArgumentException(
          file + " names a server that is no address: " + server, noAddress);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          file + " should be a readable resolv.conf: " + unreadable, unreadable);
    }
  }
}

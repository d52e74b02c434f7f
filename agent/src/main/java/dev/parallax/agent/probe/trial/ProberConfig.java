package dev.parallax.agent.probe.trial;

import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.text.FileErrors;
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

/**
 * The settings of the host for probes.
 *
 * @param bind source address of every probe; absent leaves it to the kernel; ignored towards
 *     addresses of the other family
 * @param resolver the name servers and the search list for names without a resolver of the plan
 * @param hosts the names with addresses without a query
 * @param trusted the trusted certificate authorities
 * @param nameServerPort the port of authoritative name servers: 53 except for name servers of a
 *     test
 */
public record ProberConfig(
    Optional<InetAddress> bind,
    ResolverConfiguration resolver,
    HostsFile hosts,
    List<X509Certificate> trusted,
    int nameServerPort) {
  /** RFC 1035, section 4.2. */
  private static final int DNS_PORT = 53;

  public ProberConfig {
    trusted = List.copyOf(trusted);
  }

  /** With the standard port of authoritative name servers. */
  public ProberConfig(
      Optional<InetAddress> bind,
      ResolverConfiguration resolver,
      HostsFile hosts,
      List<X509Certificate> trusted) {
    this(bind, resolver, hosts, trusted, DNS_PORT);
  }

  /** With one name server, without search list and hosts file. */
  public ProberConfig(
      Optional<InetAddress> bind, InetSocketAddress resolver, List<X509Certificate> trusted) {
    this(bind, ResolverConfiguration.of(resolver), HostsFile.EMPTY, trusted);
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
      throw new IllegalArgumentException(
          expected(pem) + ": " + FileErrors.of(unreadable), unreadable);
    }
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
}

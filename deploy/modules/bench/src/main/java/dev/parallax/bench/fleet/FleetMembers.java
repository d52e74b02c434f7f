package dev.parallax.bench.fleet;

import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.keys.P256;
import dev.parallax.keys.Pem;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import dev.parallax.store.folder.DataFolder;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identities of the simulated agents: enrolled by the coordinator's own code into the store of
 * a coordinator that does not run, because each enrolment over the network is an fsync and a TLS
 * handshake.
 */
public final class FleetMembers {
  private static final String SEPARATOR = "-----END CERTIFICATE-----\n";

  private FleetMembers() {}

  /**
   * Enrols the vantages {@code sim-FIRST} and following in the data folder.
   *
   * @param shares the number of agents of each file
   * @return files of mode 0600 with the keys and certificates, one for each share
   */
  public static List<Path> enrol(Path data, Path folder, List<Integer> shares) throws IOException {
    var random = new SecureRandom();
    var clock = Clock.systemUTC();
    try (var locked = DataFolder.open(data);
        var store = SqliteStore.open(locked.layout().database())) {
      var authority = CertificateAuthority.open(locked.layout().authority(), clock, random);
      var files = new ArrayList<Path>();
      int first = 0;
      for (int share : shares) {
        var pem = new StringBuilder(Pem.of(authority.certificate()));
        for (int i = first; i < first + share; i++) {
          pem.append(enrol(new VantageId("sim-" + i), i, authority, store, clock, random));
        }
        first += share;
        files.add(written(folder.resolve("members-" + files.size()), pem.toString()));
      }
      return files;
    }
  }

  private static String enrol(
      VantageId vantage,
      int number,
      CertificateAuthority authority,
      Store store,
      Clock clock,
      SecureRandom random)
      throws IOException {
    KeyPair keys = P256.generate(random);
    var enrolment = "sim%08d".formatted(number);
    var certificate = authority.agent(vantage, enrolment, 0, keys.getPublic());
    store.saveVantage(
        new VantageRecord(
            vantage,
            Map.of("network", "AS" + (64_512 + number % 100), "region", "r" + number % 10),
            enrolment,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            certificate.getNotAfter().toInstant(),
            Optional.empty(),
            false));
    return Pem.of(keys.getPrivate()) + Pem.of(certificate);
  }

  private static Path written(Path file, String pem) throws IOException {
    Files.writeString(file, pem);
    file.toFile().setReadable(false, false);
    if (!file.toFile().setReadable(true, true)) {
      throw new IOException("cannot restrict " + file + " to its owner");
    }
    return file;
  }

  /** The identities of a file. */
  static List<AgentIdentity> read(Path file) throws IOException {
    var parts = Files.readString(file).split(SEPARATOR, -1);
    var authority = Pem.certificate(parts[0] + SEPARATOR);
    var identities = new ArrayList<AgentIdentity>();
    for (int i = 1; i < parts.length - 1; i++) {
      identities.add(identity(parts[i] + SEPARATOR, authority));
    }
    return identities;
  }

  private static AgentIdentity identity(String pem, X509Certificate authority) {
    int certificate = pem.indexOf("-----BEGIN CERTIFICATE");
    var own = Pem.certificate(pem.substring(certificate));
    var name =
        own.getSubjectX500Principal().getName().replaceFirst("(?s).*CN=(sim-[0-9]+).*", "$1");
    return new AgentIdentity(
        new VantageId(name), Pem.key(pem.substring(0, certificate)), own, authority);
  }
}

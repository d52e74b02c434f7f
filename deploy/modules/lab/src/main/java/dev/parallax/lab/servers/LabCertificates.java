package dev.parallax.lab.servers;

import dev.parallax.keys.Pem;
import dev.parallax.lab.net.LabVantage;
import dev.parallax.stage.Authority;
import dev.parallax.stage.AuthorityAddresses;
import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

/** Every chain the origin may present, and the references' own, as PEM files in a folder. */
public record LabCertificates(Path folder, Instant now) {
  /**
   * Public authorities publish the URL of their certificates; without it a missing certificate is
   * not recognised.
   */
  private static final String INTERMEDIATE = "http://ca.example/intermediate.cer";

  public void write() throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    var root = new Authority(now);
    Files.writeString(bundle(), root.pem());
    for (var place : LabVantage.ALL) {
      Files.writeString(bundleOf(place), root.pem());
    }
    Files.writeString(folder.resolve("ca-other.pem"), new Authority(now).pem());
    save("good", issue(root, LabSite.NAME));
    save("good-two", issue(root, LabSite.NAME));
    revoked(root);
    save("expired", root.issue(LabSite.NAME, ago(93), ago(3)));
    save("future", root.issue(LabSite.NAME, ago(-10), ago(-100)));
    save("wrong-name", issue(root, "www.other.example"));
    var between = root.subordinate("Parallax demonstration CA two", now);
    save("incomplete", issue(between.at(AuthorityAddresses.ofIssuer(INTERMEDIATE)), LabSite.NAME));
    var inspection = new Authority(now).subordinate("Inspection CA", now);
    for (var site : LabSite.addresses().keySet()) {
      save("foreign-" + site, issue(inspection, site));
      save(site, issue(root, site));
    }
  }

  /** Its authority reports the revocation in the stapled response. */
  private void revoked(Authority root) throws IOException, GeneralSecurityException {
    var identity = issue(root, LabSite.NAME);
    save("revoked", identity);
    Files.write(
        folder.resolve("revoked.ocsp"), root.revocation(identity.certificate(), ago(2), now));
  }

  public Path bundle() {
    return folder.resolve("ca.pem");
  }

  /** The trusted certificates of a vantage's host. */
  public Path bundleOf(LabVantage place) {
    return folder.resolve("ca-" + place.name() + ".pem");
  }

  private ServerIdentity issue(Authority authority, String name) throws GeneralSecurityException {
    return authority.issue(name, ago(30), ago(-60));
  }

  private Instant ago(int days) {
    return now.minus(Duration.ofDays(days));
  }

  private void save(String name, ServerIdentity identity) throws IOException {
    Files.writeString(folder.resolve(name + ".pem"), Pem.of(identity.certificate()));
    Files.writeString(folder.resolve(name + ".key"), Pem.of(identity.key()));
  }
}

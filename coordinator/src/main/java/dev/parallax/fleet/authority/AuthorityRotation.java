package dev.parallax.fleet.authority;

import dev.parallax.keys.Pem;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.store.failure.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replaces a coordinator's authority in three steps, each followed by a start of the coordinator:
 * prepare a successor, which agents learn when they renew; let it sign; forget the former one.
 */
public final class AuthorityRotation {
  private static final String SUCCESSOR_KEY_FILE = "successor-key.pem";

  /** The time of the coordinator's first start with the successor. */
  private static final String ANNOUNCED_FILE = "successor-announced";

  /** The time of the coordinator's first start with the present authority, after a rotation. */
  private static final String SIGNS_SINCE_FILE = "signs-since";

  private final OwnerFiles files;
  private final Clock clock;

  /**
   * @param folder the folder of {@link CertificateAuthority#open}
   */
  public AuthorityRotation(Path folder, Clock clock) {
    this.files = new OwnerFiles(folder);
    this.clock = clock;
  }

  /**
   * An authority's certificate in short.
   *
   * @param fingerprint SHA-256 of its DER
   */
  public record Anchor(Bytes fingerprint, Instant notAfter) {
    static Anchor of(X509Certificate certificate) {
      return new Anchor(
          Sha256.of(CertificateAuthority.der(certificate)), certificate.getNotAfter().toInstant());
    }
  }

  /**
   * The state of a rotation.
   *
   * @param announced since when renewals tell agents the successor
   * @param signsSince since when the present authority signs; absent without a rotation
   */
  public record State(
      Anchor signing,
      Optional<Anchor> successor,
      Optional<Instant> announced,
      List<Anchor> former,
      Optional<Instant> signsSince) {
    public State {
      former = List.copyOf(former);
    }
  }

  /**
   * Reads the state from the files.
   *
   * @throws StoreException when there is no authority, or a file is damaged
   */
  public State state() {
    try {
      var succession = Succession.read(files);
      return new State(
          Anchor.of(signing()),
          succession.successor().map(Anchor::of),
          time(ANNOUNCED_FILE),
          succession.former().stream().map(Anchor::of).toList(),
          time(SIGNS_SINCE_FILE));
    } catch (IllegalArgumentException | DateTimeParseException damaged) {
      throw new StoreException(
          "the authority's files are damaged: " + damaged.getMessage(), damaged);
    }
  }

  /** Creates the successor. Refused while another one is prepared. */
  public Anchor prepare(SecureRandom random) {
    if (state().successor().isPresent()) {
      throw new StoreException("a successor is prepared already; let it sign first");
    }
    var successor = NewAuthority.generate(clock, random);
    files.write(SUCCESSOR_KEY_FILE, Pem.of(successor.key()));
    files.write(Succession.SUCCESSOR_FILE, Pem.of(successor.certificate()));
    return Anchor.of(successor.certificate());
  }

  /** Records the first start of a coordinator with a successor, and after a replacement. */
  public void started() {
    stamp(Succession.SUCCESSOR_FILE, ANNOUNCED_FILE);
    stamp(Succession.FORMER_FILE, SIGNS_SINCE_FILE);
  }

  private void stamp(String cause, String file) {
    if (files.read(cause).isPresent() && files.read(file).isEmpty()) {
      files.write(file, now().toString());
    }
  }

  /**
   * Whether the holder of a certificate has learnt the successor.
   *
   * @param notAfter the end of an agent's newest certificate
   */
  public static boolean knows(State state, Instant notAfter) {
    return state.announced().filter(at -> !issued(notAfter).isBefore(at)).isPresent();
  }

  /**
   * Lets the successor sign. After an interruption at any point the call may be repeated. Refused
   * before a start of the coordinator has announced it.
   */
  public Anchor replace() {
    var successor =
        files
            .read(Succession.SUCCESSOR_FILE)
            .orElseThrow(() -> new StoreException("no successor is prepared"));
    var key =
        files
            .read(SUCCESSOR_KEY_FILE)
            .orElseThrow(() -> new StoreException("the successor's key is missing"));
    if (time(ANNOUNCED_FILE).isEmpty()) {
      throw new StoreException("no agent has learnt the successor; restart the coordinator first");
    }
    files.write(Succession.FORMER_FILE, formerWith(signing(), Pem.certificate(successor)));
    files.delete(SIGNS_SINCE_FILE);
    files.write(CertificateAuthority.KEY_FILE, key);
    files.write(CertificateAuthority.CERTIFICATE_FILE, successor);
    files.delete(ANNOUNCED_FILE);
    files.delete(Succession.SUCCESSOR_FILE);
    files.delete(SUCCESSOR_KEY_FILE);
    return Anchor.of(Pem.certificate(successor));
  }

  /**
   * Whether the present authority signed a certificate.
   *
   * @param notAfter the end of an agent's newest certificate
   */
  public static boolean isSignedByPresent(State state, Instant notAfter) {
    return state.former().isEmpty()
        || state.signsSince().filter(at -> !issued(notAfter).isBefore(at)).isPresent();
  }

  /** Certificates of former authorities are refused from the next start on. */
  public void forget() {
    files.delete(Succession.FORMER_FILE);
    files.delete(SIGNS_SINCE_FILE);
  }

  private static Instant issued(Instant notAfter) {
    return notAfter.minus(CertificateAuthority.AGENT_LIFETIME);
  }

  private String formerWith(X509Certificate signing, X509Certificate successor) {
    var former = Succession.read(files).former();
    return Pem.of(
        Stream.concat(former.stream(), Stream.of(signing))
            .filter(other -> !other.equals(successor))
            .distinct()
            .toList());
  }

  private X509Certificate signing() {
    return files
        .read(CertificateAuthority.CERTIFICATE_FILE)
        .map(Pem::certificate)
        .orElseThrow(
            () ->
                new StoreException(
                    "no authority in " + files.file("") + "; it is made by `parallax serve`"));
  }

  private Optional<Instant> time(String file) {
    return files.read(file).map(String::strip).map(Instant::parse);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

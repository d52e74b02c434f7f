package dev.parallax.agent.state;

import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.AgentProperties;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.config.OwnerPolicy;
import dev.parallax.agent.config.PolicyFile;
import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.keys.P256;
import dev.parallax.keys.Pem;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.text.FileErrors;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of an agent's key, certificate, CA and configuration. Locked by one process at a time.
 * Every refusal names the folder.
 */
public final class StateFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StateFolder.class);
  private static final String CONFIG = "agent.properties";
  private static final String KEY = "key.pem";
  private static final String NEXT_KEY = "next-key.pem";
  private static final String CERTIFICATE = "cert.pem";
  private static final String AUTHORITY = "ca.pem";
  private static final String POLICY = "policy.conf";
  private static final String COORDINATORS = "coordinators";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private StateFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** For an enrolment: creates the folder when absent; refuses the folder of an enrolled agent. */
  public static StateFolder create(Path folder) {
    try {
      PrivateFiles.createFolder(folder);
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
    var state = new StateFolder(folder, hold(folder));
    if (Files.exists(folder.resolve(CONFIG))) {
      state.close();
      throw ExitException.usage(
          "state folder " + folder + " has joined already; give --state another folder");
    }
    return state;
  }

  /** For running: the folder must have joined. */
  public static StateFolder open(Path folder) {
    checkJoined(folder);
    try {
      PrivateFiles.restrict(folder);
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
    return new StateFolder(folder, hold(folder));
  }

  /**
   * The folder of an agent that has joined, without holding it.
   *
   * @throws ExitException when it has not joined
   */
  public static Path joined(Path folder) {
    checkJoined(folder);
    return folder;
  }

  /** The file of the owner's policy. */
  public static Path policyFile(Path folder) {
    return folder.resolve(POLICY);
  }

  /** The configuration with the owner's policy, without holding the folder. */
  public static AgentConfig peek(Path folder) {
    checkJoined(folder);
    return config(folder);
  }

  /** SHA-256 of the certificate of the CA in force (DER), without holding the folder. */
  public static Bytes authority(Path folder) {
    try {
      return Sha256.of(Pem.certificate(Files.readString(folder.resolve(AUTHORITY))).getEncoded());
    } catch (IOException | IllegalArgumentException | CertificateEncodingException failed) {
      throw unusable(folder, failed);
    }
  }

  /**
   * Stores the result of an enrolment; the configuration last, because it marks the folder as
   * enrolled.
   */
  public void save(AgentConfig config, AgentIdentity identity) {
    try {
      PrivateFiles.write(folder.resolve(KEY), Pem.of(identity.key()));
      PrivateFiles.write(folder.resolve(CERTIFICATE), Pem.of(identity.certificate()));
      PrivateFiles.write(folder.resolve(AUTHORITY), Pem.of(identity.authorities()));
      PrivateFiles.write(folder.resolve(POLICY), PolicyFile.write(config.ownerPolicy()));
      PrivateFiles.write(folder.resolve(CONFIG), AgentProperties.write(config));
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
  }

  /**
   * Replaces key, certificate and CAs by their renewed versions. After an interruption at any
   * point, {@link #identity} still finds a matching key and certificate.
   */
  public void replace(AgentIdentity renewed) {
    try {
      PrivateFiles.write(folder.resolve(AUTHORITY), Pem.of(renewed.authorities()));
      PrivateFiles.write(folder.resolve(NEXT_KEY), Pem.of(renewed.key()));
      PrivateFiles.write(folder.resolve(CERTIFICATE), Pem.of(renewed.certificate()));
      PrivateFiles.move(folder.resolve(NEXT_KEY), folder.resolve(KEY));
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
  }

  public AgentConfig config() {
    return config(folder);
  }

  /** The list of the coordinators, as last saved; empty without a list, and when it is damaged. */
  public List<HostPort> coordinators() {
    var file = folder.resolve(COORDINATORS);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readString(file).lines().map(HostPort::parse).toList();
    } catch (IOException | IllegalArgumentException unreadable) {
      log.warn("{} is left out: {}", file, Printable.message(unreadable));
      return List.of();
    }
  }

  /** A list that cannot be stored is in use until the end of the process. */
  public void saveCoordinators(List<HostPort> coordinators) {
    var lines = coordinators.stream().map(address -> address + "\n").collect(Collectors.joining());
    try {
      PrivateFiles.write(folder.resolve(COORDINATORS), lines);
    } catch (IOException unwritable) {
      log.warn("the list of the coordinators was not stored: {}", FileErrors.of(unwritable));
    }
  }

  /** The agent's identity as last saved. */
  public AgentIdentity identity() {
    try {
      var certificate = Pem.certificate(read(CERTIFICATE));
      var authorities = Pem.certificates(read(AUTHORITY));
      return new AgentIdentity(config().vantage(), key(certificate), certificate, authorities);
    } catch (IOException | IllegalArgumentException failed) {
      throw unusable(folder, failed);
    }
  }

  public Path path() {
    return folder;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private PrivateKey key(X509Certificate certificate) throws IOException {
    var key = Pem.key(read(KEY));
    if (P256.isPair(key, certificate.getPublicKey())) {
      return key;
    }
    if (Files.exists(folder.resolve(NEXT_KEY))) {
      var next = Pem.key(read(NEXT_KEY));
      if (P256.isPair(next, certificate.getPublicKey())) {
        PrivateFiles.move(folder.resolve(NEXT_KEY), folder.resolve(KEY));
        return next;
      }
    }
    throw ExitException.usage(
        "state folder " + folder + ": " + KEY + " and " + CERTIFICATE + " do not belong together");
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static AgentConfig config(Path folder) {
    try {
      var config = AgentProperties.read(Files.readString(folder.resolve(CONFIG)));
      return policy(folder).map(config::withPolicy).orElse(config);
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage(
          "state folder " + folder + ": " + CONFIG + ": " + malformed.getMessage());
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
  }

  /** Absent in the folder of an older version, whose policy is in its configuration. */
  private static Optional<OwnerPolicy> policy(Path folder) throws IOException {
    var file = policyFile(folder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PolicyFile.read(Files.readString(file)));
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage(file + ": " + malformed.getMessage());
    }
  }

  private static void checkJoined(Path folder) {
    if (!Files.exists(folder.resolve(CONFIG))) {
      throw ExitException.usage(
          "state folder " + folder + " has not joined; run parallax-agent join first");
    }
  }

  private static FileChannel hold(Path folder) {
    try {
      var channel = PrivateFiles.open(folder.resolve(LOCK));
      if (tryLock(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException failed) {
      throw unusable(folder, failed);
    }
    throw ExitException.usage("state folder " + folder + " is in use by another agent");
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static ExitException unusable(Path folder, Exception failed) {
    return new ExitException(
        ExitCode.USAGE,
        "state folder " + folder + " cannot be used: " + FileErrors.of(failed),
        failed);
  }
}

package dev.parallax.agent.probe.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Detects the request for a client certificate, which TLS 1.3 encrypts, and answers with a
 * self-signed certificate or with none.
 */
public final class ClientKeyManager extends X509ExtendedKeyManager {
  private static final String ALIAS = "probe";

  private final Optional<ClientIdentity> identity;
  private boolean asked;

  private record ClientIdentity(KeyPair key, X509Certificate certificate) {}

  private ClientKeyManager(Optional<ClientIdentity> identity) {
    this.identity = identity;
  }

  /** Presents no certificate. */
  public static ClientKeyManager silent() {
    return new ClientKeyManager(Optional.empty());
  }

  /** Presents a certificate generated for this handshake. */
  public static ClientKeyManager selfSigned() {
    try {
      var key = SelfSignedKey.key();
      var certificate = SelfSignedKey.certificate("probe.invalid", key);
      return new ClientKeyManager(Optional.of(new ClientIdentity(key, certificate)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalArgumentException(missing);
    }
  }

  public boolean wasAsked() {
    return asked;
  }

  private @Nullable String chosen() {
    asked = true;
    return identity.map(own -> ALIAS).orElse(null);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return chosen();
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return chosen();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return identity.map(own -> new X509Certificate[] {own.certificate()}).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return identity.map(own -> own.key().getPrivate()).orElse(null);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }
}

package dev.parallax.agent.probe;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Poses as a certificate before Java's TLS, which then sends these bytes. */
@SuppressWarnings("serial") // Never serialized.
final class NotACertificate extends X509Certificate {
  private final X509Certificate like;
  private final byte[] bytes;

  NotACertificate(X509Certificate like, byte... bytes) {
    this.like = like;
    this.bytes = bytes;
  }

  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public PublicKey getPublicKey() {
    return like.getPublicKey();
  }

  @Override
  public String getSigAlgName() {
    return like.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return like.getSigAlgOID();
  }

  @Override
  public byte @Nullable [] getSigAlgParams() {
    return like.getSigAlgParams();
  }

  @Override
  public byte[] getSignature() {
    return like.getSignature();
  }

  @Override
  public byte[] getTBSCertificate() {
    return bytes.clone();
  }

  @Override
  public boolean @Nullable [] getKeyUsage() {
    return like.getKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return like.getBasicConstraints();
  }

  @Override
  public boolean @Nullable [] getIssuerUniqueID() {
    return null;
  }

  @Override
  public boolean @Nullable [] getSubjectUniqueID() {
    return null;
  }

  @Override
  public int getVersion() {
    return like.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return like.getSerialNumber();
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract all the same.
  public Principal getIssuerDN() {
    return like.getIssuerX500Principal();
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract all the same.
  public Principal getSubjectDN() {
    return like.getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return like.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return like.getNotAfter();
  }

  @Override
  public void checkValidity() {}

  @Override
  public void checkValidity(Date date) {}

  @Override
  public void verify(PublicKey key) {}

  @Override
  public void verify(PublicKey key, String provider) {}

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return false;
  }

  @Override
  public @Nullable Set<String> getCriticalExtensionOIDs() {
    return like.getCriticalExtensionOIDs();
  }

  @Override
  public @Nullable Set<String> getNonCriticalExtensionOIDs() {
    return like.getNonCriticalExtensionOIDs();
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    return like.getExtensionValue(oid);
  }

  @Override
  public String toString() {
    return "not a certificate";
  }
}

package dev.parallax.agent.link;

import dev.parallax.model.value.Bytes;
import java.security.cert.CertificateException;

/** Thrown when the peer is not the coordinator that was pinned. */
final class WrongCoordinatorException extends CertificateException {
  private static final long serialVersionUID = 1L;

  /**
   * {@code pinnedBy} describes the source of the expected identity, for example {@code this token
   * is for}.
   */
  WrongCoordinatorException(String pinnedBy, Bytes presented, Bytes expected) {
    super("is not the one " + pinnedBy + ": CA sha256 " + presented + ", expected " + expected);
  }
}

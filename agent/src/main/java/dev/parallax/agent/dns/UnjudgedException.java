package dev.parallax.agent.dns;

import java.security.cert.CertificateException;

/** A limit or a defect of this host left a name server's certificate without a judgement. */
final class UnjudgedException extends CertificateException {
  private static final long serialVersionUID = 1;

  UnjudgedException(String reason) {
    super("the name server's certificate was not judged: " + reason);
  }
}

package dev.parallax.stage;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A server's key and the certificate for it. */
public record ServerIdentity(PrivateKey key, X509Certificate certificate) {}

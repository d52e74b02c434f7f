package dev.parallax.report.words;

import dev.parallax.model.endpoint.Scheme;

/** The settings of the usual server of a protocol that starts TLS in cleartext. */
final class ServerSettings {
  private ServerSettings() {}

  /** Certificate chain, versions and ciphers, with their program; empty for other protocols. */
  static String of(Scheme scheme) {
    return switch (scheme) {
      case SMTP -> "smtpd_tls_chain_files, smtpd_tls_protocols, tls_high_cipherlist (Postfix)";
      case IMAP, POP3 ->
          "ssl_server_cert_file (ssl_cert before 2.4), ssl_min_protocol, ssl_cipher_list (Dovecot)";
      case LDAP -> "olcTLSCertificateFile, olcTLSProtocolMin, olcTLSCipherSuite (OpenLDAP)";
      case POSTGRES -> "ssl_cert_file, ssl_min_protocol_version, ssl_ciphers (postgresql.conf)";
      case MYSQL -> "ssl_cert, tls_version, ssl_cipher (my.cnf)";
      case XMPP -> "certificate, ssl.protocol, ssl.ciphers (Prosody)";
      case HTTPS, HTTP, TLS, WSS, WS, TCP -> "";
    };
  }
}

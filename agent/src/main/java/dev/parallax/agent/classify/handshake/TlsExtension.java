package dev.parallax.agent.classify.handshake;

/**
 * Extension types of the IANA TLS ExtensionType Values registry that are decoded or encoded here.
 */
final class TlsExtension {
  static final int SERVER_NAME = 0;
  static final int STATUS_REQUEST = 5;
  static final int SUPPORTED_GROUPS = 10;
  static final int EC_POINT_FORMATS = 11;
  static final int SIGNATURE_ALGORITHMS = 13;
  static final int ALPN = 16;
  static final int SIGNED_CERTIFICATE_TIMESTAMP = 18;
  static final int PADDING = 21;
  static final int EXTENDED_MASTER_SECRET = 23;
  static final int COMPRESS_CERTIFICATE = 27;
  static final int SESSION_TICKET = 35;
  static final int SUPPORTED_VERSIONS = 43;
  static final int PSK_KEY_EXCHANGE_MODES = 45;
  static final int KEY_SHARE = 51;

  /** ALPS, draft-vvv-tls-alps, under the number browsers moved to in 2025. */
  static final int APPLICATION_SETTINGS = 0x44CD;

  static final int ENCRYPTED_CLIENT_HELLO = 0xFE0D;
  static final int RENEGOTIATION_INFO = 0xFF01;

  private TlsExtension() {}
}

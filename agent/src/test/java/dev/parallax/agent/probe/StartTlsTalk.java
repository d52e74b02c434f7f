package dev.parallax.agent.probe;

import java.io.IOException;
import java.util.HexFormat;

/** The cleartext messages of correct servers, up to the start of TLS. */
final class StartTlsTalk {
  static final byte[] SSL_REQUEST = HexFormat.of().parseHex("0000000804d2162f");

  /** The request as {@code ldapsearch -ZZ} sends it, by RFC 4511's grammar. */
  private static final byte[] LDAP_REQUEST =
      HexFormat.of()
          .parseHex("301d02010177188016" + "312e332e362e312e342e312e313436362e3230303337");

  static final String XMPP_STREAM =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1' from='"
          + Probes.HOST
          + "' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
  static final String XMPP_FEATURES =
      XMPP_STREAM
          + "<stream:features><starttls xmlns=\"urn:ietf:params:xml:ns:xmpp-tls\"><required/>"
          + "</starttls><mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>";

  static final Peer.Script SMTP =
      talk ->
          talk.say("220-peer one\r\n220 peer two\r\n")
              .expect("EHLO [127.0.0.1]\r\n")
              .say("250-peer\r\n250-SIZE 10\r\n250-STARTTLS\r\n250 HELP\r\n")
              .expect("STARTTLS\r\n")
              .say("220 go\r\n");

  static final Peer.Script IMAP =
      talk ->
          talk.say("* OK [CAPABILITY IMAP4rev1] peer\r\n")
              .expect("a1 CAPABILITY\r\n")
              .say("* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n")
              .expect("a2 STARTTLS\r\n")
              .say("* OK a word between\r\na2 OK begin\r\n");

  static final Peer.Script POP3 =
      talk ->
          talk.say("+OK peer <1@peer>\r\n")
              .expect("CAPA\r\n")
              .say("+OK\r\nUIDL\r\nSTLS\r\n.\r\n")
              .expect("STLS\r\n")
              .say("+OK begin\r\n");

  static final Peer.Script LDAP =
      talk ->
          ldapRequest(talk)
              .hex("30 84 00 00 00 28 02 01 01 78 84 00 00 00 1f 0a 01 00 04 00 04 00 8a 16")
              .say("1.3.6.1.4.1.1466.20037");

  static final Peer.Script POSTGRES = talk -> talk.expect(SSL_REQUEST).say("S");

  static final Peer.Script MYSQL =
      talk ->
          talk.hex(mysqlGreeting("00 ff"))
              .expect(HexFormat.of().parseHex("20000001" + "008a0800" + "00000001" + "21"))
              .expect(new byte[23]);

  static final Peer.Script XMPP =
      talk -> {
        if (!talk.readUntil('>').startsWith("<?xml version='1.0'?>")
            || !talk.readUntil('>').contains("to='" + Probes.HOST + "'")) {
          throw new IOException("no stream header");
        }
        for (int i = 0; i < XMPP_FEATURES.length(); i++) {
          talk.say(XMPP_FEATURES.substring(i, i + 1));
        }
        talk.expect("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
            .say("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      };

  private StartTlsTalk() {}

  static Peer.Talk ldapRequest(Peer.Talk talk) throws IOException {
    return talk.expect(LDAP_REQUEST);
  }

  /**
   * HandshakeV10 of a server that calls itself 8.4.0-peer.
   *
   * @param capabilities the lower two bytes, CLIENT_SSL being 8 in the second
   */
  static String mysqlGreeting(String capabilities) {
    return "2f 00 00 00 0a 38 2e 34 2e 30 2d 70 65 65 72 00"
        + "01 00 00 00 61 62 63 64 65 66 67 68 00"
        + capabilities
        + "21 02 00 ff df 15 00 00 00 00 00 00 00 00 00 00 61 61 61 00";
  }
}

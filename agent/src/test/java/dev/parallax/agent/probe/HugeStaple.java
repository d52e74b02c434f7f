package dev.parallax.agent.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;

/** The flight of a TLS 1.2 server with a CertificateStatus message of ten megabytes. */
final class HugeStaple {
  private static final int TEN_MEGABYTES = 10 << 20;
  private static final int RECORD = 16 * 1024;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_STATUS = 22;

  /** ECDHE-ECDSA with AES-128-GCM; extensions status_request and renegotiation_info. */
  private static final String HELLO =
      "0303" + "11".repeat(32) + "00" + "c02b" + "00" + "0009" + "00050000" + "ff01000100";

  private HugeStaple() {}

  /** Until the other side has had enough. */
  static void send(Peer.Talk talk, byte[] leaf) throws IOException {
    var out = talk.socket().getOutputStream();
    record(out, message(SERVER_HELLO, HexFormat.of().parseHex(HELLO)));
    record(out, message(CERTIFICATE, listOf(listOf(leaf))));
    record(out, message(CERTIFICATE_STATUS, new byte[TEN_MEGABYTES], RECORD - 4));
    for (int sent = RECORD; sent < TEN_MEGABYTES; sent += RECORD) {
      record(out, new byte[RECORD]);
    }
  }

  private static byte[] message(int type, byte[] body) {
    return message(type, body, body.length);
  }

  /** Only the first bytes of a body whose full length is announced. */
  private static byte[] message(int type, byte[] body, int first) {
    var message = new ByteArrayOutputStream();
    message.write(type);
    length(message, body.length);
    message.write(body, 0, first);
    return message.toByteArray();
  }

  private static byte[] listOf(byte[] content) {
    var list = new ByteArrayOutputStream();
    length(list, content.length);
    list.writeBytes(content);
    return list.toByteArray();
  }

  private static void length(ByteArrayOutputStream out, int length) {
    out.write(length >> 16);
    out.write(length >> 8);
    out.write(length);
  }

  private static void record(OutputStream out, byte[] content) throws IOException {
    out.write(new byte[] {22, 3, 3, (byte) (content.length >> 8), (byte) content.length});
    out.write(content);
  }
}

package dev.parallax.attack.server;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;

/**
 * A TLS 1.2 server that answers a ClientHello with ServerHello and Certificate (RFC 5246, sections
 * 7.4.1.3 and 7.4.2) and is silent from then on.
 */
final class CertificateFlight implements HostileServer.Service {
  private static final int RECORD = 16_000;
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int TLS_1_2 = 0x0303;
  private static final int ECDHE_ECDSA_AES_128_GCM = 0xc02b;
  private static final int PATIENCE_MILLIS = 60_000;

  private final byte[] flight;

  CertificateFlight(List<byte[]> chain) throws IOException {
    var messages = new ByteArrayOutputStream();
    message(messages, SERVER_HELLO, serverHello());
    message(messages, CERTIFICATE, certificate(chain));
    flight = records(messages.toByteArray());
  }

  @Override
  public void serve(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    var in = socket.getInputStream();
    if (in.read(new byte[4_096]) < 0) {
      return;
    }
    socket.getOutputStream().write(flight);
    // Until the peer closes: a socket that is never closed stays open here.
    in.transferTo(OutputStream.nullOutputStream());
  }

  private static byte[] serverHello() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeShort(TLS_1_2);
    out.write(new byte[32]);
    out.writeByte(0);
    out.writeShort(ECDHE_ECDSA_AES_128_GCM);
    out.writeByte(0);
    // Renegotiation information (RFC 5746), empty, and extended master secret (RFC 7627).
    out.writeShort(5 + 4);
    out.writeShort(0xff01);
    out.writeShort(1);
    out.writeByte(0);
    out.writeShort(23);
    out.writeShort(0);
    return bytes.toByteArray();
  }

  private static byte[] certificate(List<byte[]> chain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int size = chain.stream().mapToInt(der -> 3 + der.length).sum();
    unsigned24(bytes, size);
    for (var der : chain) {
      unsigned24(bytes, der.length);
      bytes.write(der);
    }
    return bytes.toByteArray();
  }

  private static void message(ByteArrayOutputStream out, int type, byte[] body) throws IOException {
    out.write(type);
    unsigned24(out, body.length);
    out.write(body);
  }

  private static void unsigned24(ByteArrayOutputStream out, int number) {
    out.write(number >> 16);
    out.write(number >> 8);
    out.write(number);
  }

  private static byte[] records(byte[] messages) {
    var out = new ByteArrayOutputStream();
    for (int start = 0; start < messages.length; start += RECORD) {
      int size = Math.min(RECORD, messages.length - start);
      out.write(HANDSHAKE);
      out.write(3);
      out.write(3);
      out.write(size >> 8);
      out.write(size);
      out.write(messages, start, size);
    }
    return out.toByteArray();
  }
}

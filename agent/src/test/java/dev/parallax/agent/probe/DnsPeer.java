package dev.parallax.agent.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A resolver on 127.0.0.1 that answers each query by one rule, over UDP and TCP. */
@SuppressWarnings("FutureReturnValueIgnored") // Servers run until they are closed.
public final class DnsPeer implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final AtomicInteger queries = new AtomicInteger();

  /** A query as it came. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Query(byte[] bytes, boolean overTcp, int number) {
    /** The queried name. */
    String name() {
      var name = new StringBuilder();
      for (int at = 12; bytes[at] != 0; at += bytes[at] + 1) {
        name.append(name.isEmpty() ? "" : ".")
            .append(new String(bytes, at + 1, bytes[at], StandardCharsets.US_ASCII));
      }
      return name.toString();
    }

    int type() {
      return ByteBuffer.wrap(bytes).getShort(questionEnd() - 4);
    }

    public boolean asksA() {
      return type() == 1;
    }

    /** The RD bit. */
    boolean recursive() {
      return (bytes[2] & 1) != 0;
    }

    /** The network of the EDNS client subnet option, the only option of the OPT record. */
    Optional<String> clientSubnet() {
      int option = questionEnd() + 11;
      if (bytes.length < option + 11 || bytes[option + 1] != 8) {
        return Optional.empty();
      }
      return Optional.of(
          "%d.%d.%d.0/%d"
              .formatted(
                  bytes[option + 8] & 0xff,
                  bytes[option + 9] & 0xff,
                  bytes[option + 10] & 0xff,
                  bytes[option + 6]));
    }

    /** The CD bit. */
    boolean checkingDisabled() {
      return (bytes[3] & 0x10) != 0;
    }

    /** Whether there is an OPT record with the DO bit set. */
    boolean edns() {
      int at = questionEnd();
      return bytes[11] == 1 && bytes[at + 2] == 41 && (bytes[at + 7] & 0x80) != 0;
    }

    private int questionEnd() {
      int at = 12;
      while (bytes[at] != 0) {
        at += bytes[at] + 1;
      }
      return at + 5;
    }

    public byte[] reply(int flags, byte[]... records) {
      return reply(flags, records.length, 0, records);
    }

    /** An error from a server that could not read the question. */
    byte[] headerOnly(int flags) {
      return ByteBuffer.allocate(12).put(bytes, 0, 2).putShort((short) flags).array();
    }

    /** The header and question of an answer, then these records. */
    byte[] reply(int flags, int answers, int additional, byte[]... records) {
      var out = new ByteArrayOutputStream();
      out.writeBytes(Arrays.copyOf(bytes, 2));
      out.writeBytes(
          ByteBuffer.allocate(10)
              .putShort((short) flags)
              .putShort((short) 1)
              .putShort((short) answers)
              .putShort((short) 0)
              .putShort((short) additional)
              .array());
      out.writeBytes(Arrays.copyOfRange(bytes, 12, questionEnd()));
      Arrays.stream(records).forEach(out::writeBytes);
      return out.toByteArray();
    }

    /** NOERROR with these addresses for A queries, otherwise without addresses. */
    List<byte[]> a(String... addresses) {
      return when(asksA(), addresses);
    }

    /** NOERROR with these addresses for AAAA queries, otherwise without addresses. */
    List<byte[]> aaaa(String... addresses) {
      return when(!asksA(), addresses);
    }

    private List<byte[]> when(boolean asked, String... addresses) {
      return List.of(
          asked
              ? reply(0x8180, Arrays.stream(addresses).map(DnsPeer::record).toArray(byte[][]::new))
              : reply(0x8180));
    }
  }

  /** The datagrams that answer a query, none for silence. */
  public interface Rule {
    List<byte[]> answer(Query query);
  }

  private static final int BIND_ATTEMPTS = 10;

  private DnsPeer(DatagramSocket udp, ServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
  }

  public static DnsPeer of(Rule rule) {
    try {
      return serving(bound(), rule);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** At this address and port. */
  static DnsPeer at(InetSocketAddress address, Rule rule) throws IOException {
    var tcp = new ServerSocket(address.getPort(), 5, address.getAddress());
    try {
      return serving(new DnsPeer(new DatagramSocket(address), tcp), rule);
    } catch (BindException taken) {
      tcp.close();
      throw taken;
    }
  }

  private static DnsPeer serving(DnsPeer peer, Rule rule) {
    peer.threads.submit(() -> peer.serveUdp(rule));
    peer.threads.submit(() -> peer.serveTcp(rule));
    return peer;
  }

  /** Without a listener on the TCP port of the same number. */
  static DnsPeer overUdpAlone(Rule rule) throws IOException {
    var peer = of(rule);
    peer.tcp.close();
    return peer;
  }

  /**
   * One number for both protocols: a free TCP port is nearly always free for UDP, so a few attempts
   * suffice.
   */
  private static DnsPeer bound() throws IOException {
    for (int attempt = 1; ; attempt++) {
      var tcp = new ServerSocket(0, 5, Peer.loopback(0).getAddress());
      try {
        return new DnsPeer(new DatagramSocket(Peer.loopback(tcp.getLocalPort())), tcp);
      } catch (BindException taken) {
        tcp.close();
        if (attempt == BIND_ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  public static byte[] record(String address) {
    var bytes = InetAddress.ofLiteral(address).getAddress();
    return record(bytes.length == 4 ? 1 : 28, bytes);
  }

  /** A record of the queried name whose data is a name. */
  static byte[] named(int type, String name) {
    var data = new ByteArrayOutputStream();
    for (var label : name.split("\\.", -1)) {
      data.write(label.length());
      data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    data.write(0);
    return record(type, data.toByteArray());
  }

  /** A record of the queried name. */
  static byte[] record(int type, byte[] data) {
    return ByteBuffer.allocate(12 + data.length)
        .putShort((short) 0xc00c)
        .putShort((short) type)
        .putShort((short) 1)
        .putInt(60)
        .putShort((short) data.length)
        .put(data)
        .array();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) udp.getLocalSocketAddress();
  }

  private void serveUdp(Rule rule) {
    while (!udp.isClosed()) {
      try {
        var packet = new DatagramPacket(new byte[1500], 1500);
        udp.receive(packet);
        var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        for (var reply : rule.answer(new Query(bytes, false, queries.getAndIncrement()))) {
          udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serveTcp(Rule rule) {
    while (!tcp.isClosed()) {
      try {
        var socket = tcp.accept();
        threads.submit(() -> serve(socket, rule));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket accepted, Rule rule) {
    try (var socket = accepted) {
      var in = new DataInputStream(socket.getInputStream());
      var out = new DataOutputStream(socket.getOutputStream());
      var bytes = in.readNBytes(in.readUnsignedShort());
      for (var reply : rule.answer(new Query(bytes, true, queries.getAndIncrement()))) {
        out.writeShort(reply.length);
        out.write(reply);
      }
      in.read();
    } catch (IOException over) {
      // The connection is.
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    threads.shutdownNow();
  }
}

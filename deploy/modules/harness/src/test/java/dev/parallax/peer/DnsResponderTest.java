package dev.parallax.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DnsResponderTest {
  private static final String SITE = "site.example.test";
  private static final InetAddress RIGHT = InetAddress.ofLiteral("127.100.0.1");
  private static final InetAddress WRONG = InetAddress.ofLiteral("127.66.0.1");
  private static final short A = 1;
  private static final short AAAA = 28;

  private final PeerLoop loop = new PeerLoop();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void oneResolverLies_theOthersDoNot() throws IOException {
    var liar = responder("127.10.1.53", Map.of(SITE, WRONG));
    var honest = responder("127.10.2.53", Map.of(SITE, RIGHT));
    assertEquals("NOERROR 127.66.0.1", ask(liar, SITE, A));
    assertEquals("NOERROR 127.100.0.1", ask(honest, SITE, A));
  }

  @Test
  void namesAreAskedInAnyCase() throws IOException {
    var responder = responder("127.10.1.53", Map.of(SITE, RIGHT));
    assertEquals("NOERROR 127.100.0.1", ask(responder, "Site.Example.TEST", A));
  }

  @Test
  void noIpv6AddressAndNoOtherName() throws IOException {
    var responder = responder("127.10.1.53", Map.of(SITE, RIGHT));
    assertEquals("NOERROR none", ask(responder, SITE, AAAA));
    assertEquals("NXDOMAIN none", ask(responder, "other.example.test", A));
  }

  private InetSocketAddress responder(String at, Map<String, InetAddress> addresses)
      throws IOException {
    return DnsResponder.start(loop, new InetSocketAddress(InetAddress.ofLiteral(at), 0), addresses);
  }

  /** Response code and address, by a query written out as RFC 1035, section 4 has it. */
  private static String ask(InetSocketAddress resolver, String name, short type)
      throws IOException {
    var query = ByteBuffer.allocate(512);
    query.putShort((short) 7).putShort((short) 0x0100);
    query.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    for (var label : name.split("\\.", -1)) {
      query.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    query.put((byte) 0).putShort(type).putShort((short) 1);
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(5_000);
      socket.send(new DatagramPacket(query.array(), query.position(), resolver));
      var reply = new DatagramPacket(new byte[512], 512);
      socket.receive(reply);
      return read(Arrays.copyOf(reply.getData(), reply.getLength()));
    }
  }

  private static String read(byte[] reply) throws IOException {
    var buffer = ByteBuffer.wrap(reply);
    assertEquals(7, buffer.getShort());
    var code = (buffer.getShort() & 0xf) == 3 ? "NXDOMAIN " : "NOERROR ";
    assertEquals(1, buffer.getShort(), "questions");
    if (buffer.getShort() == 0) {
      return code + "none";
    }
    var address = Arrays.copyOfRange(reply, reply.length - 4, reply.length);
    return code + InetAddress.getByAddress(address).getHostAddress();
  }
}

package dev.parallax.agent.dns.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsFileTest {
  @Test
  void names_haveTheirAddresses_inOrder() {
    var hosts =
        parse(
            """
            # 192.0.2.9 commented.example
            192.0.2.1\tshop.example  WWW.Shop.example # 192.0.2.8
            2001:db8::1 shop.example
            192.0.2.1 shop.example
            192.0.2.300 broken.example
            192.0.2.4
            """);
    assertEquals(addresses("192.0.2.1", "2001:db8::1"), hosts.addresses("shop.example"));
    assertEquals(addresses("192.0.2.1"), hosts.addresses("www.shop.example"));
    assertEquals(List.of(), hosts.addresses("commented.example"));
    assertEquals(List.of(), hosts.addresses("broken.example"));
    assertEquals(2, hosts.size());
  }

  @Test
  void localhost_needsNoEntry_andAnEntryReplacesIt() {
    assertEquals(addresses("127.0.0.1", "::1"), HostsFile.EMPTY.addresses("localhost"));
    assertEquals(addresses("127.0.0.1", "::1"), HostsFile.EMPTY.addresses("app.localhost"));
    assertEquals(addresses("127.0.0.2"), parse("127.0.0.2 localhost").addresses("localhost"));
    assertEquals(List.of(), HostsFile.EMPTY.addresses("localhost.example"));
  }

  @Test
  void digest_followsTheContent() {
    var one = parse("192.0.2.1 shop.example");
    assertEquals(one.digest(), parse("192.0.2.1  shop.example # same").digest());
    assertNotEquals(one.digest(), parse("192.0.2.2 shop.example").digest());
  }

  private static HostsFile parse(String text) {
    return HostsFile.parse(text.lines().toList());
  }

  private static List<InetAddress> addresses(String... literals) {
    return List.of(literals).stream().map(InetAddress::ofLiteral).toList();
  }
}

package dev.parallax.agent.dns.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Resolver.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of resolv.conf(5). */
class ResolvConfTest {
  @Test
  void everyDirective_isParsed() {
    var read =
        parse(
            """
            # nameserver 192.0.2.9
            ; nameserver 192.0.2.8
            search corp.example EXAMPLE.
            nameserver  192.0.2.1
            \tnameserver 2001:db8::1
            nameserver dns.example
            nameserver 192.0.2.3
            nameserver 192.0.2.4
            options ndots:3 timeout:2 attempts:4
            options rotate use-vc edns0
            """);
    assertEquals(
        List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1", "192.0.2.3"),
        read.servers().stream().map(at -> at.getAddress().getHostAddress()).toList());
    assertEquals(
        List.of(53, 53, 53), read.servers().stream().map(InetSocketAddress::getPort).toList());
    assertEquals(List.of("corp.example", "example"), read.search());
    assertEquals(3, read.ndots());
    assertEquals(Duration.ofSeconds(2), read.timeout());
    assertEquals(4, read.attempts());
    assertTrue(read.rotate());
    assertEquals(Transport.TCP, read.transport());
  }

  @Test
  void emptyFile_isTheNameServerOfThisHost_withTheStandardValues() {
    var read = parse("");
    assertEquals("[/127.0.0.1:53]", read.servers().toString());
    assertEquals(List.of(), read.search());
    assertEquals(1, read.ndots());
    assertEquals(Duration.ofSeconds(5), read.timeout());
    assertEquals(2, read.attempts());
    assertEquals(Transport.UDP, read.transport());
  }

  @Test
  void values_areBounded_andGarbageIsIgnored() {
    var read =
        parse("options ndots:99 timeout:0 attempts:77 ndots:x timeout:99999999999\nnameserver");
    assertEquals(15, read.ndots());
    assertEquals(Duration.ofSeconds(1), read.timeout());
    assertEquals(5, read.attempts());
  }

  @Test
  void lastOfSearchAndDomain_counts() {
    assertEquals(List.of("b.example"), parse("search a.example\ndomain b.example c").search());
    assertEquals(List.of("c.example"), parse("domain b.example\nsearch c.example").search());
    assertEquals(List.of(), parse("search .").search());
  }

  @Test
  void environmentAndHostName_areSourcesToo() {
    var environment = Map.of("LOCALDOMAIN", "env.example", "RES_OPTIONS", "ndots:2");
    var read = ResolvConf.parse(List.of("search file.example"), environment, "box.lan");
    assertEquals(List.of("env.example"), read.search());
    assertEquals(2, read.ndots());
    assertEquals(List.of("lan"), ResolvConf.parse(List.of(), Map.of(), "box.lan").search());
  }

  @Test
  void candidates_followNdots() {
    var read = parse("search a.example b.example\noptions ndots:2");
    assertEquals(List.of("db.a.example", "db.b.example", "db"), read.candidates("db"));
    assertEquals(
        List.of("www.site.test", "www.site.test.a.example", "www.site.test.b.example"),
        read.candidates("www.site.test"));
    assertEquals(List.of("db"), read.withoutSearch().candidates("db"));
    assertEquals(1, read.candidates("x.".repeat(125) + "x").size());
  }

  private static ResolverConfiguration parse(String text) {
    return ResolvConf.parse(text.lines().toList(), Map.of(), "box");
  }
}

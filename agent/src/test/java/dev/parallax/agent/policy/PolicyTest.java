package dev.parallax.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this-network",
    "10.0.0.1, private-use",
    "10.255.255.255, private-use",
    "100.64.0.1, shared-address-space",
    "100.127.255.255, shared-address-space",
    "100.100.100.200, metadata",
    "127.0.0.1, loopback",
    "127.255.255.255, loopback",
    "168.63.129.16, metadata",
    "169.254.1.1, link-local",
    "169.254.169.254, metadata",
    "169.254.170.2, metadata",
    "172.16.0.1, private-use",
    "172.31.255.255, private-use",
    "192.0.0.8, ietf-protocol",
    "192.0.0.192, metadata",
    "192.0.2.1, documentation",
    "192.88.99.1, 6to4-relay",
    "192.168.0.1, private-use",
    "198.18.0.1, benchmarking",
    "198.19.255.255, benchmarking",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, reserved",
    "::, unspecified",
    "::1, loopback",
    "::7f00:1, ipv4-compatible",
    "::ffff:10.0.0.1, private-use",
    "64:ff9b::10.0.0.1, private-use",
    "64:ff9b::169.254.169.254, metadata",
    "64:ff9b:1::1, translation-local",
    "100::1, discard-only",
    "2001::1, ietf-protocol",
    "2001:2::1, ietf-protocol",
    "2001:db8::1, documentation",
    "2002:a00:1::, 6to4",
    "3fff::1, documentation",
    "5f00::1, segment-routing",
    "fc00::1, unique-local",
    "169.254.0.23, metadata",
    "169.254.10.10, metadata",
    "169.254.42.42, metadata",
    "169.254.170.23, metadata",
    "fd00:100::100:200, metadata",
    "fd00:42::42, metadata",
    "fd00:a9fe:a9fe::1, metadata",
    "fd00:c1::a9fe:a9fe, metadata",
    "fd00:ec2::23, metadata",
    "fd00:ec2::254, metadata",
    "fd20:ce::254, metadata",
    "fe80::1, link-local",
    "fe80::a9fe:a9fe, metadata",
    "fec0::1, site-local",
    "ff02::1, multicast"
  })
  void specialAddress_isRefusedByItsRule(String address, String rule) {
    assertEquals(rule, refusal(Policy.PUBLIC, address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.0.9",
        "192.0.1.0",
        "198.17.255.255",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2001:3::1",
        "2606:4700::1111",
        "64:ff9b::1.1.1.1"
      })
  void publicAddress_isAllowed(String address) {
    assertEquals("", refusal(Policy.PUBLIC, address));
  }

  /** A site on the Internet cannot lead an agent into a network that its owner opened. */
  @Test
  void anAddressThatAPeerChooses_isAsPublicAsThePeer() {
    var policy = Policy.of(List.of(Cidr.parse("10.1.0.0/16")));
    var byPublic = policy.chosenBy(InetAddress.ofLiteral("1.1.1.1"));
    assertEquals("private-use", refusal(byPublic, "10.1.2.3"));
    assertEquals("", refusal(byPublic, "9.9.9.9"));
    var byPrivate = policy.chosenBy(InetAddress.ofLiteral("10.1.2.4"));
    assertEquals("", refusal(byPrivate, "10.1.2.3"));
    assertEquals("private-use", refusal(byPrivate, "10.2.0.1"));
  }

  @Test
  void allowList_opensWhatItNames_andNothingElse() {
    var policy = Policy.of(List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00::/8")));
    assertEquals("", refusal(policy, "10.1.2.3"));
    assertEquals("", refusal(policy, "64:ff9b::10.1.2.3"));
    assertEquals("", refusal(policy, "fd12::1"));
    assertEquals("private-use", refusal(policy, "10.2.0.1"));
  }

  @Test
  void metadata_isNeverOpened() {
    var policy = Policy.of(List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")));
    assertEquals("metadata", refusal(policy, "169.254.169.254"));
    assertEquals("metadata", refusal(policy, "fd00:ec2::254"));
    assertEquals("", refusal(policy, "169.254.1.1"));
  }

  @Test
  void ports_areThoseListed() {
    var policy = Policy.of(List.of(), List.of(new PortRange(80, 80), new PortRange(443, 500)));
    assertTrue(policy.checkPort(80).isEmpty());
    assertTrue(policy.checkPort(499).isEmpty());
    assertEquals("port", policy.checkPort(81).orElseThrow().rule());
    assertThrows(IllegalArgumentException.class, () -> new PortRange(0, 1));
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, source-port", "1023, source-port", "1024, ''", "65535, ''"})
  void sourcePort_isUnprivileged(int port, String rule) {
    assertEquals(rule, Policy.PUBLIC.checkSourcePort(port).map(GateRefusal::rule).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "9.9.9.9, 53, ''",
    "9.9.9.9, 853, ''",
    "2620:fe::fe, 443, ''",
    "9.9.9.9, 5353, resolver-port",
    "9.9.9.9, 123, resolver-port",
    "192.168.1.1, 53, private-use",
    "127.0.0.53, 53, loopback",
    "169.254.169.254, 53, metadata",
    "10.1.2.3, 5353, ''"
  })
  void namedResolver_isPublic_onItsPorts_orExplicitlyAllowed(
      String address, int port, String rule) {
    var policy = Policy.of(List.of(Cidr.parse("10.1.0.0/16")), List.of(new PortRange(443, 443)));
    var refusal = policy.checkResolver(InetAddress.ofLiteral(address), port);
    assertEquals(rule, refusal.map(GateRefusal::rule).orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.1/8", "::/129", "host/8"})
  void malformedRange_isNamed(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    assertTrue(refused.toString().contains("10.0.0.0/8"), refused::toString);
    assertTrue(refused.toString().contains(text), refused::toString);
  }

  @Test
  void oneAddress_isARangeOfItself() {
    assertEquals("10.0.0.1/32", Cidr.parse("10.0.0.1").toString());
    assertEquals(128, Cidr.parse("::1").prefix());
  }

  private static String refusal(Policy policy, String address) {
    return policy.check(InetAddress.ofLiteral(address), 443).map(GateRefusal::rule).orElse("");
  }
}

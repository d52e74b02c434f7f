package dev.parallax.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Translators with prefixes of their own (RFC 6052, section 2.4 has these examples). */
class Nat64Test {
  @ParameterizedTest
  @CsvSource({
    "2001:db8:c000:aa::, 2001:db8::/32, 2001:db8:7f00:1::",
    "2001:db8:1c0:0:aa::, 2001:db8:100::/40, 2001:db8:17f:0:1::",
    "2001:db8:122:c000:0:aa00::, 2001:db8:122::/48, 2001:db8:122:7f00:0:100::",
    "2001:db8:122:3c0:0:aa::, 2001:db8:122:300::/56, 2001:db8:122:37f:0:1::",
    "2001:db8:122:344:c0:0:aa00::, 2001:db8:122:344::/64, 2001:db8:122:344:7f:0:100::",
    "2001:db8:122:344::192.0.0.170, 2001:db8:122:344::/96, 2001:db8:122:344::127.0.0.1"
  })
  void prefixOfEachLength_isFound_andSeenThrough(String answer, String prefix, String loopback) {
    var prefixes = Nat64.prefixes(List.of(InetAddress.ofLiteral(answer)));
    assertEquals(List.of(Cidr.parse(prefix)), prefixes);
    assertEquals(
        List.of(InetAddress.ofLiteral("127.0.0.1")),
        EmbeddedAddresses.of(InetAddress.ofLiteral(loopback), prefixes));
  }

  @ParameterizedTest
  @CsvSource({
    "2606:4700:64::10.0.0.1, private-use",
    "2606:4700:64::169.254.169.254, metadata",
    "2606:4700:64::127.0.0.1, loopback",
    "2606:4700:64::1.1.1.1, ''",
    "2606:4700::1111, ''"
  })
  void publicPrefixOfThisNetwork_isJudgedByWhatIsBehind(String address, String rule) {
    assertEquals(rule, refusal(behind("2606:4700:64::192.0.0.170"), address));
  }

  @Test
  void prefixNobodyShowed_isAnOrdinaryAddress() {
    assertEquals("", refusal(behind(), "2606:4700:64::10.0.0.1"));
  }

  @Test
  void localRange_isOpenWithItsTranslator_andMetadataNever() {
    var with = behind("64:ff9b:1:2::192.0.0.171");
    assertEquals("", refusal(with, "64:ff9b:1:2::1.1.1.1"));
    assertEquals("private-use", refusal(with, "64:ff9b:1:2::10.0.0.1"));
    assertEquals("translation-local", refusal(with, "64:ff9b:1:3::1.1.1.1"));
    var allowed = Policy.of(List.of(Cidr.parse("64:ff9b:1::/48")));
    assertEquals("metadata", refusal(allowed, "64:ff9b:1:a9fe:a9:fe00::"));
    assertEquals("metadata", refusal(allowed, "64:ff9b:1::169.254.169.254"));
  }

  @Test
  void prefixThatAResolverInvents_opensNothing() {
    var lied = behind("fd00:1::192.0.0.170");
    assertEquals("unique-local", refusal(lied, "fd00:1::1.1.1.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "2002:a00:1::, private-use, 2002::/16",
    "2002:a9fe:a9fe::1, metadata, 2002::/16",
    "2001:0:102:304::f5ff:fffe, private-use, 2001::/32",
    "2001:0:a00:1::fefe:fefe, private-use, 2001::/32",
    "::10.0.0.1, private-use, ::/96",
    "::ffff:0:169.254.169.254, metadata, ::/0"
  })
  void tunnelTheHostAllows_isJudgedByWhatIsBehind(String address, String rule, String allow) {
    assertEquals(rule, refusal(Policy.of(List.of(Cidr.parse(allow))), address));
  }

  @ParameterizedTest
  @CsvSource({"4000::1", "1::1", "::ffff:0:8.8.8.8", "8000::", "400::1"})
  void addressOutsideGlobalUnicast_isReserved(String address) {
    assertEquals("reserved", refusal(Policy.PUBLIC, address));
  }

  private static Policy behind(String... answers) {
    var policy = Policy.of(List.of());
    policy.translators(Nat64.prefixes(Stream.of(answers).map(InetAddress::ofLiteral).toList()));
    return policy;
  }

  private static String refusal(Policy policy, String address) {
    return policy.check(InetAddress.ofLiteral(address), 443).map(GateRefusal::rule).orElse("");
  }
}

package dev.parallax.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.HttpProxy;
import dev.parallax.agent.link.route.ProxyCredentials;
import dev.parallax.agent.responder.ResponderAddress;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public final class AgentPropertiesTest {
  public static final AgentConfig FULL =
      new AgentConfig(
              new HostPort("2001:db8::1", 7443),
              new VantageId("eu-a-1"),
              Map.of("isp", "a = b # c: \\ é漢", "x.y", " padded "),
              Optional.of(InetAddress.ofLiteral("127.0.0.2")),
              Optional.of(new InetSocketAddress(InetAddress.ofLiteral("::1"), 5353)),
              List.of("127.0.0.0/8", "fd00:0:0:0:0:0:0:0/8"),
              Optional.of(Path.of("/etc/ssl/my bundle.pem")),
              Set.of(Act.REAL_SNI_AT_NEUTRAL, Act.RESPONDER),
              Optional.of(ResponderAddress.parse("[2001:db8::7]:8443")))
          .withProxy(
              Optional.of(
                  HttpProxy.parse("http://proxy.example:3128")
                      .with(ProxyCredentials.parse("alice:open:sesame"))));

  private static final AgentConfig PLAIN =
      new AgentConfig(
          new HostPort("coordinator.example", 7443),
          new VantageId("v"),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Set.of(),
          Optional.empty());

  @Test
  void isReadBack() {
    assertEquals(
        FULL.withPolicy(OwnerPolicy.STANDARD), AgentProperties.read(AgentProperties.write(FULL)));
    assertEquals(PLAIN, AgentProperties.read(AgentProperties.write(PLAIN)));
  }

  @Test
  void isWrittenTheSameEachTime() {
    assertEquals(
        "coordinator=coordinator.example\\:7443\nformat=1\nvantage=v\n",
        AgentProperties.write(PLAIN));
  }

  @ParameterizedTest
  @CsvSource({
    "vantage=v, other=1, it lacks vantage",
    "format=1, format=x, 'it has format x, this version reads up to 1'",
    "format=1, format=99, 'it has format 99, this version reads up to 1'",
    "vantage=v, 'vantage=v\n"
        + "allow=ten', 'a range is ADDRESS/PREFIX such as 10.0.0.0/8, got: ten (no address)'",
    "vantage=v, 'vantage=v\nopt-in=moon', opt-in names no known act: moon",
    "vantage=v, 'vantage=v\nresponder=x', 'a responder is PORT, ADDRESS:PORT or [V6]:PORT, got: x'",
  })
  void malformedValuesAreNamed(String from, String to, String message) {
    var text = AgentProperties.write(PLAIN).replace(from, to);
    var refusal = assertThrows(IllegalArgumentException.class, () -> AgentProperties.read(text));
    assertEquals(message, refusal.getMessage());
  }
}

package dev.parallax.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.DnsStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostResolverTest {
  private static final Map<String, String> KNOWN = Map.of("shop.test", "192.0.2.7");

  @Test
  void knownName_bringsItsAddress_withWhoSaidSo() throws Exception {
    var step = resolve("shop.test", Optional.of(NameServer.NXDOMAIN));
    assertEquals(
        List.of("192.0.2.7 300"),
        step.answers().stream()
            .map(one -> one.address().getHostAddress() + " " + one.ttl().toSeconds())
            .toList());
    assertEquals("NOERROR", step.rcode());
    assertTrue(step.authenticated());
    assertTrue(step.resolver().startsWith("127.0.0.1:"), step::resolver);
  }

  @Test
  void unknownName_isWhatTheServerCallsIt() throws Exception {
    var step = resolve("gone.test", Optional.of(NameServer.NXDOMAIN));
    assertEquals("NXDOMAIN", step.rcode());
    assertEquals(List.of(), step.answers());
  }

  @Test
  void silence_isNoWitness() {
    assertThrows(ExecutionException.class, () -> resolve("gone.test", Optional.empty()));
  }

  private static DnsStep resolve(String host, Optional<Integer> otherwise) throws Exception {
    try (var server = new NameServer(KNOWN, otherwise);
        var resolver = new HostResolver(Optional.of(server.address()), Duration.ofMillis(400))) {
      return resolver.resolve(host).get(5, TimeUnit.SECONDS);
    }
  }
}

package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.route.HttpProxy;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.agent.link.route.ProxyCredentials;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The link through an HTTP proxy, by CONNECT. */
@Timeout(30)
final class HttpProxyTest {
  private static final VantageId VANTAGE = new VantageId("office");

  /** Base64 of {@code alice:open:sesame}. */
  private static final String BASIC = "Basic YWxpY2U6b3BlbjpzZXNhbWU=";

  @Test
  void enrolmentGoesThroughTheTunnel_andTheProxyIsAskedForTheCoordinator() throws Exception {
    try (var fleet = new Fleet(Optional.empty())) {
      assertEquals(VANTAGE, fleet.join(fleet.proxy.address()));
      var asked = fleet.proxy.requests.element();
      assertTrue(asked.startsWith("CONNECT " + fleet.coordinator.address() + " "), asked);
    }
  }

  @Test
  void theUserIsGivenToTheProxy() throws Exception {
    try (var fleet = new Fleet(Optional.of(BASIC))) {
      var known = ProxyCredentials.parse("alice:open:sesame\n");
      assertEquals(VANTAGE, fleet.join(fleet.proxy.address().with(known)));
    }
  }

  @Test
  void aRefusalOfTheProxyIsNoRefusalOfTheCoordinator() throws Exception {
    try (var fleet = new Fleet(Optional.of(BASIC))) {
      var proxy = fleet.proxy.address();
      var failed = assertThrows(EnrolmentException.class, () -> fleet.join(proxy));
      var message = String.valueOf(failed.getMessage());
      assertTrue(message.contains(" through the proxy " + proxy + ": "), message);
      assertTrue(message.contains("407"), message);
    }
  }

  @Test
  void aClosedProxyIsNamed() throws Exception {
    try (var fleet = new Fleet(Optional.empty())) {
      var proxy = fleet.proxy.address();
      fleet.proxy.close();
      var failed = assertThrows(EnrolmentException.class, () -> fleet.join(proxy));
      var message = String.valueOf(failed.getMessage());
      assertTrue(message.contains(" through the proxy " + proxy + ": "), message);
      assertTrue(message.contains("refused"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy:3128", "https://proxy:3128", "http://proxy", "http://p:1/path"})
  void anotherFormIsRefused_andNamed(String url) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> HttpProxy.parse(url));
    assertTrue(String.valueOf(refusal.getMessage()).contains(url.replace("http://", "")), url);
  }

  @Test
  void aPasswordOnTheCommandLineIsRefused_andNotRepeated() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> HttpProxy.parse("http://alice:sesame@p:3128"));
    assertFalse(String.valueOf(refusal.getMessage()).contains("sesame"), refusal::getMessage);
  }

  @Test
  void noPrintContainsThePassword() {
    var proxy = HttpProxy.parse("http://p:3128").with(ProxyCredentials.parse("alice:sesame"));
    var printed = proxy + " " + proxy.credentials();
    assertFalse(printed.contains("sesame"), printed);
  }

  /** A coordinator and a proxy. */
  private static final class Fleet implements AutoCloseable {
    private final TestAuthority authority;
    private final TestCoordinator coordinator;
    private final ConnectProxy proxy;

    Fleet(Optional<String> authorization) throws Exception {
      authority = TestAuthority.make("coordinator");
      coordinator = new TestCoordinator(authority, authority.serverTls());
      proxy = new ConnectProxy(authorization);
    }

    VantageId join(HttpProxy through) throws Exception {
      var route = new LinkRoute(coordinator.address(), Optional.of(through));
      return new EnrolmentClient(route, Duration.ofSeconds(10))
          .join(token(), VANTAGE, Map.of())
          .identity()
          .vantage();
    }

    private JoinToken token() throws Exception {
      return new JoinToken(authority.hash(), "abcd1234", "secret-secret-secret");
    }

    @Override
    public void close() throws IOException {
      proxy.close();
      coordinator.close();
    }
  }
}

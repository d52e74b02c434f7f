package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How OpenSSL servers refuse a client without, or with the wrong, certificate. */
@ExtendWith(Leaks.class)
class ClientCertificateTest {
  private static final Prober PROBER = Probes.prober();

  @TempDir Path folder;

  @AfterAll
  static void close() {
    PROBER.close();
  }

  static Stream<Arguments> refusals() {
    UnaryOperator<HelloSpec> none = hello -> hello;
    return Stream.of(
        arguments(Arm.TLS12, none, Step.TLS, "tls:alert_handshake_failure"),
        arguments(Arm.TLS12, none, Step.HTTP, "tls:alert_handshake_failure"),
        arguments(Arm.TLS13, none, Step.TLS, "tls:alert_certificate_required"),
        arguments(Arm.TLS13, none, Step.HTTP, "tls:alert_certificate_required"),
        arguments(Arm.TLS12, presenting(), Step.TLS, "tls:alert_unknown_ca"),
        arguments(Arm.TLS12, presenting(), Step.HTTP, "tls:alert_unknown_ca"),
        arguments(Arm.TLS13, presenting(), Step.TLS, "tls:alert_unknown_ca"),
        arguments(Arm.TLS13, presenting(), Step.HTTP, "tls:alert_unknown_ca"));
  }

  private static UnaryOperator<HelloSpec> presenting() {
    return HelloSpec::withCertificate;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusal(Arm version, UnaryOperator<HelloSpec> hello, Step last, String word)
      throws Exception {
    var authority = Sites.ec();
    var trusted = Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePathPEM());
    try (var peer =
        OpenSslServer.start(
            folder,
            Sites.ec(),
            "-Verify",
            "1",
            "-verify_return_error",
            "-CAfile",
            trusted.toString())) {
      var spec =
          Arms.version(HelloTest.target(peer.port()), version).hello(hello).only(last).build();
      var result = Probes.one(PROBER, spec, 4_000);
      assertEquals(word, Probes.word(result), result::toString);
      var tls = result.steps().tls().orElseThrow();
      assertTrue(tls.certificateRequested(), result::toString);
      assertTrue(tls.alert().orElseThrow().received(), result::toString);
      assertEquals(2, tls.alert().orElseThrow().level());
    }
  }
}

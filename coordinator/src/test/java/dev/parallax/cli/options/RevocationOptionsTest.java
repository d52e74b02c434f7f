package dev.parallax.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.output.CliException;
import dev.parallax.coordinator.CoordinatorConfig.Revocation;
import dev.parallax.model.exchange.Network;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RevocationOptionsTest {
  @Test
  void oneFlag_switchesOff() {
    assertEquals(Optional.of(new Revocation(List.of())), parsed().config());
    assertEquals(Optional.empty(), parsed("--no-revocation").config());
  }

  @Test
  void networksOfAPrivateAuthority() {
    assertEquals(
        Optional.of(new Revocation(List.of(Network.parse("10.1.0.0/16")))),
        parsed("--revocation-allow", "10.1.0.0/16").config());
    var wrong = parsed("--revocation-allow", "10.1.0.0/8");
    var refused = assertThrows(CliException.class, wrong::config);
    assertTrue(String.valueOf(refused.getMessage()).contains("10.1.0.0"), refused::getMessage);
    var both = parsed("--no-revocation", "--revocation-allow", "10.1.0.0/16");
    assertThrows(CliException.class, both::config);
  }

  private static RevocationOptions parsed(String... arguments) {
    return CommandLine.populateCommand(new RevocationOptions(), arguments);
  }
}

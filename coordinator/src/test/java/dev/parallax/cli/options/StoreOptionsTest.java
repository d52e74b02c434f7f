package dev.parallax.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.output.CliException;
import dev.parallax.coordinator.StoreConfig;
import dev.parallax.store.postgres.DatabaseAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class StoreOptionsTest {
  private static final String URL = "jdbc:postgresql://db.example/parallax?user=me";

  @Test
  void default_isAFileOfAnySizeInTheFolder() {
    assertEquals(new StoreConfig.InFolder(5_000_000), parsed("--store-limit", "5"));
    assertTrue(((StoreConfig.InFolder) parsed()).limit() > Long.MAX_VALUE / 2);
  }

  @Test
  void database_isOnAServer_andItsTextHasNoEnvironment() {
    var config = parsed("--database", URL);
    assertEquals(
        new StoreConfig.OnServer(new DatabaseAddress(URL), Map.of("A", "secret"), false, false),
        config);
    assertFalse(config.toString().contains("secret"));
  }

  @Test
  void limitOfAServer_isRefused() {
    var refused =
        assertThrows(CliException.class, () -> parsed("--database", URL, "--store-limit", "5"));
    assertEquals(
        "--store-limit bounds the SQLite file; expected --store-limit or --database, got both",
        refused.getMessage());
  }

  @Test
  void passwordInTheAddress_isRefusedWithoutPrintingIt() {
    var refused =
        assertThrows(CliException.class, () -> parsed("--database", URL + "&password=secret77"));
    var message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("--database: the address carries a password"), message);
    assertFalse(message.contains("secret77"), message);
  }

  private static StoreConfig parsed(String... arguments) {
    var command = new Options();
    new CommandLine(command).parseArgs(arguments);
    return command.store.config(Map.of("A", "secret"), command.retention, false);
  }

  @Command
  private static final class Options {
    @Mixin final RetentionOptions retention = new RetentionOptions();
    @Mixin final StoreOptions store = new StoreOptions();
  }
}

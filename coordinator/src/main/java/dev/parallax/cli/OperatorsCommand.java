package dev.parallax.cli;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.v1.ListOperatorsRequest;
import dev.parallax.v1.OperatorCertificate;
import dev.parallax.v1.RevokeOperatorRequest;
import dev.parallax.wire.Wire;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parallax operators}: lists and revokes operator certificates. */
@Command(name = "operators", description = "List or revoke operator certificates.")
final class OperatorsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ls|revoke",
      description =
          "Default: ls. Revoking cuts the certificate's open connections. When it is the one in the"
              + " coordinator's data folder, the coordinator makes a new one there at once.")
  private String action = "ls";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SERIAL",
      description = "For revoke, the certificate's serial number as ls prints it.")
  private Optional<String> serial = Optional.empty();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  OperatorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return switch (action) {
      case "ls" -> list();
      case "revoke" -> revoke();
      default -> throw CliException.usage("operators: expected ls or revoke, got: " + action);
    };
  }

  private int list() {
    try (var link = connection.open(console)) {
      var listed =
          link.ask(calls -> calls.listOperators(ListOperatorsRequest.getDefaultInstance()));
      var table = new AlignedTable("SERIAL", "NAME", "EXPIRES", "STATE");
      listed.getOperatorsList().forEach(operator -> row(table, operator));
      table.lines().forEach(console.out()::println);
    }
    return 0;
  }

  private static void row(AlignedTable table, OperatorCertificate operator) {
    var state = operator.getRevoked() ? "revoked" : "valid";
    table.row(
        operator.getSerial(),
        operator.getName(),
        Wire.time("not_after", operator.getNotAfter()).toString(),
        operator.getOwn() ? state + ", in use here" : state);
  }

  private int revoke() {
    var wanted =
        serial.orElseThrow(
            () -> CliException.usage("operators revoke: expected a certificate's serial number"));
    var request = RevokeOperatorRequest.newBuilder().setSerial(wanted).build();
    try (var link = connection.open(console)) {
      link.ask(calls -> calls.revokeOperator(request));
    }
    console.progress("revoked " + wanted);
    return 0;
  }
}

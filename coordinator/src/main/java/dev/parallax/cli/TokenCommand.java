package dev.parallax.cli;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.DurationConverter;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.InstallLine;
import dev.parallax.installer.AdvertisedAddress;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.v1.CreateTokenRequest;
import dev.parallax.v1.CreateTokenResponse;
import dev.parallax.v1.ListTokensRequest;
import dev.parallax.v1.RevokeTokenRequest;
import dev.parallax.v1.TokenSummary;
import dev.parallax.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parallax token}: creates, lists and revokes join tokens. */
@Command(name = "token", description = "Create, list or revoke join tokens for agents.")
final class TokenCommand implements Callable<Integer> {
  private static final int USES_LIMIT = 10_000;
  private final Console console;

  @Parameters(index = "0", paramLabel = "create|ls|revoke", description = "Action.")
  private String action = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "Identifier of the token to revoke.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Label given to every agent that joins with the token. Repeatable.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--uses",
      paramLabel = "N",
      description = "Number of agents that may join with the token. Default: 1.")
  private Optional<Integer> uses = Optional.empty();

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Lifetime of the token, 1m to 30d. Default: 1h.")
  private Optional<Duration> ttl = Optional.empty();

  @Option(
      names = "--wget",
      description = "With create: print the line for hosts with wget instead of curl.")
  private boolean wget;

  @Option(
      names = "--token-only",
      description = "With create: print the token alone, for `parallax-agent join --token-file`.")
  private boolean tokenOnly;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  TokenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!action.equals("create") && isAnyOptionOfCreateSet()) {
      throw CliException.usage(
          "token: --label, --uses, --ttl, --wget and --token-only go with create, got: " + action);
    }
    if (wget && tokenOnly) {
      throw CliException.usage("token: expected --wget or --token-only, got both");
    }
    return switch (action) {
      case "create" -> create();
      case "ls" -> list();
      case "revoke" -> revoke();
      default -> throw CliException.usage("token: expected create, ls or revoke, got: " + action);
    };
  }

  private boolean isAnyOptionOfCreateSet() {
    return !labels.isEmpty() || uses.isPresent() || ttl.isPresent() || wget || tokenOnly;
  }

  private int create() {
    var request = CreateTokenRequest.newBuilder().putAllLabels(labels);
    uses.map(TokenCommand::checkedUses).ifPresent(request::setUses);
    ttl.map(Wire::toProto).ifPresent(request::setLifetime);
    try (var link = connection.open(console)) {
      console.out().println(printed(link.ask(calls -> calls.createToken(request.build()))));
    }
    return 0;
  }

  /** The line to paste; the token alone from a coordinator without an installer. */
  private String printed(CreateTokenResponse created) {
    if (tokenOnly || created.getAdvertised().isEmpty()) {
      return created.getToken();
    }
    try {
      var line =
          new InstallLine(
              JoinToken.parse(created.getToken()),
              AdvertisedAddress.parse(created.getAdvertised()));
      return wget ? line.wget() : line.curl();
    } catch (IllegalArgumentException malformed) {
      throw new CliException(
          ExitCode.UNREACHABLE, "the coordinator's answer: " + malformed.getMessage());
    }
  }

  private static int checkedUses(int uses) {
    if (uses < 1 || uses > USES_LIMIT) {
      throw CliException.usage("--uses: expected 1 to " + USES_LIMIT + ", got: " + uses);
    }
    return uses;
  }

  private int list() {
    try (var link = connection.open(console)) {
      var tokens = link.ask(calls -> calls.listTokens(ListTokensRequest.getDefaultInstance()));
      var table = new AlignedTable("ID", "USES LEFT", "EXPIRES", "STATE", "LABELS");
      tokens.getTokensList().forEach(token -> row(table, token));
      table.lines().forEach(console.out()::println);
    }
    return 0;
  }

  private static void row(AlignedTable table, TokenSummary token) {
    table.row(
        token.getId(),
        Integer.toString(token.getUsesLeft()),
        Wire.time("expires_at", token.getExpiresAt()).toString(),
        state(token),
        AlignedTable.labels(token.getLabelsMap()));
  }

  private static String state(TokenSummary token) {
    if (token.getRevoked()) {
      return "revoked";
    }
    if (token.getUsesLeft() == 0) {
      return "used";
    }
    var expired =
        Wire.time("expires_at", token.getExpiresAt()).isBefore(Clock.systemUTC().instant());
    return expired ? "expired" : "valid";
  }

  private int revoke() {
    var wanted = id.orElseThrow(() -> CliException.usage("token revoke: expected a token's id"));
    try (var link = connection.open(console)) {
      link.ask(calls -> calls.revokeToken(RevokeTokenRequest.newBuilder().setId(wanted).build()));
    }
    console.progress("revoked " + wanted);
    return 0;
  }
}

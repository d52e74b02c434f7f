package dev.parallax.cli;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.fleet.authority.AuthorityRotation;
import dev.parallax.fleet.authority.AuthorityRotation.Anchor;
import dev.parallax.fleet.authority.AuthorityRotation.State;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataLayout;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.VantageStatus;
import dev.parallax.wire.Wire;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parallax ca}: shows and replaces the authority that signs agents' certificates. */
@Command(
    name = "ca",
    description = {
      "Show or replace the certificate authority of the coordinator on this host.",
      "To replace it: prepare, restart the coordinator, wait until every agent has renewed its"
          + " certificate (3.5 days), switch, restart, wait again, forget, restart. No agent has to"
          + " join again. Join tokens from before the switch are void after it; operators on other"
          + " hosts need the new identity."
    })
final class AuthorityCommand implements Callable<Integer> {
  private static final String RESTART = "; restart the coordinator: systemctl restart parallax";

  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "show|prepare|switch|forget",
      description =
          "Default: show. prepare creates a successor, which agents learn when they renew; switch"
              + " lets it sign; forget refuses what the former authority signed.")
  private String action = "show";

  @Option(
      names = "--force",
      description =
          "Act although some vantages are not ready for it; they must join again. Without it they"
              + " are named and nothing is done.")
  private boolean force = false;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  AuthorityCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var rotation = rotation();
    try {
      switch (action) {
        case "show" -> show(rotation.state());
        case "prepare" -> done("prepared", rotation.prepare(new SecureRandom()));
        case "switch" -> {
          requireReady(rotation.state(), AuthorityRotation::knows, "do not know the successor");
          done("signing from the next start on:", rotation.replace());
        }
        case "forget" -> forget(rotation);
        default ->
            throw CliException.usage(
                "ca: expected show, prepare, switch or forget, got: " + action);
      }
    } catch (StoreException refused) {
      throw CliException.usage(String.valueOf(refused.getMessage()));
    }
    return ExitCode.OK.code();
  }

  private AuthorityRotation rotation() {
    var data =
        connection
            .localData(console)
            .orElseThrow(
                () ->
                    CliException.usage(
                        "ca: expected --data of the coordinator on this host, got --coordinator"));
    return new AuthorityRotation(new DataLayout(data).authority(), Clock.systemUTC());
  }

  private void show(State state) {
    var table = new AlignedTable("signing", line(state.signing()));
    state.successor().ifPresent(successor -> table.row("successor", line(successor)));
    state.announced().ifPresent(at -> table.row("announced since", at.toString()));
    state.former().forEach(former -> table.row("former", line(former)));
    state.signsSince().ifPresent(at -> table.row("signing since", at.toString()));
    table.lines().forEach(console.out()::println);
  }

  private void forget(AuthorityRotation rotation) {
    requireReady(
        rotation.state(),
        AuthorityRotation::isSignedByPresent,
        "have a certificate of the former authority");
    rotation.forget();
    console.progress("forgotten" + RESTART);
  }

  private void done(String what, Anchor anchor) {
    console.progress(what + " CA sha256 " + anchor.fingerprint() + RESTART);
  }

  /**
   * @param isReady judges a vantage by the end of its certificate
   */
  private void requireReady(State state, BiPredicate<State, Instant> isReady, String otherwise) {
    if (force) {
      return;
    }
    var others =
        vantages().stream()
            .filter(vantage -> !isReady.test(state, notAfter(vantage)))
            .map(vantage -> vantage.getVantage().getName())
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw CliException.usage(
          "%d vantages %s: %s; wait for their renewal, revoke them, or give --force"
              .formatted(others.size(), otherwise, String.join(", ", others)));
    }
  }

  private List<VantageStatus> vantages() {
    try (var link = connection.open(console)) {
      return link
          .ask(calls -> calls.listVantages(ListVantagesRequest.getDefaultInstance()))
          .getVantagesList()
          .stream()
          .filter(vantage -> !vantage.getStatus().equals("revoked"))
          .toList();
    }
  }

  private static Instant notAfter(VantageStatus vantage) {
    return Wire.time("certificate_not_after", vantage.getCertificateNotAfter());
  }

  private static String line(Anchor anchor) {
    return "CA sha256 " + anchor.fingerprint() + ", until " + anchor.notAfter();
  }
}

package dev.parallax.cli;

import dev.parallax.cli.client.GrpcLog;
import dev.parallax.cli.live.Interruption;
import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.CredentialsOptions;
import dev.parallax.cli.options.InstallerOptions;
import dev.parallax.cli.options.OptionValue;
import dev.parallax.cli.options.OutletOptions;
import dev.parallax.cli.options.PeerOptions;
import dev.parallax.cli.options.RetentionOptions;
import dev.parallax.cli.options.RevocationOptions;
import dev.parallax.cli.options.StoreOptions;
import dev.parallax.cli.options.SweepSettingsOptions;
import dev.parallax.cli.options.WebOptions;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.coordinator.Coordinator;
import dev.parallax.coordinator.CoordinatorConfig;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.host.CaBundle;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.store.failure.DamagedStoreException;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataFolderInUseException;
import dev.parallax.store.postgres.DatabaseInUseException;
import dev.parallax.store.postgres.UnreachableDatabaseException;
import dev.parallax.supervision.ServiceManager;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.file.WatchFileException;
import dev.parallax.web.access.WebConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parallax serve}: runs the coordinator until it is stopped. */
@SuppressWarnings("UnusedVariable") // The options are declared before the process that reads them.
@Command(name = "serve", description = "Run the coordinator.")
final class ServeCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder of the coordinator; created if absent. Default: $PARALLAX_DATA or"
              + " /var/lib/parallax.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Address on which agents and operators connect; port 0 selects a free port. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "0.0.0.0:7443")
  private String listen = "";

  @Mixin private SweepSettingsOptions sweeps = new SweepSettingsOptions();

  @Option(
      names = "--own-resolver",
      paramLabel = "ADDRESS",
      description =
          "Name server that the coordinator queries for each target, as a further observation."
              + " Default: the resolver of its host.")
  private Optional<String> ownResolver = Optional.empty();

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description =
          "PEM file of the certificate authorities for the coordinator's own check of certificates."
              + " Default: $SSL_CERT_FILE or the bundle of this host.")
  private Optional<Path> caBundle = Optional.empty();

  @Option(
      names = "--mmdb",
      paramLabel = "FILE",
      description =
          "MMDB file (GeoLite2, GeoIP2 or the same keys) with the autonomous system, country or"
              + " coordinates of addresses; read at start. Labels of a vantage precede it."
              + " Repeatable. Default: none.")
  private List<Path> addressDatabases = new ArrayList<>();

  @Option(
      names = "--watch",
      paramLabel = "FILE",
      description =
          "Watch the targets of this file and report incidents; read again when it changes. See"
              + " parallax watch.")
  private Optional<Path> watch = Optional.empty();

  @Mixin private CredentialsOptions credentials = new CredentialsOptions();
  @Mixin private RetentionOptions retention = new RetentionOptions();
  @Mixin private RevocationOptions revocation = new RevocationOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutletOptions outlet = new OutletOptions();
  @Mixin private WebOptions web = new WebOptions();
  @Mixin private PeerOptions peers = new PeerOptions();
  @Mixin private InstallerOptions installer = new InstallerOptions();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    GrpcLog.hush();
    if (watch.isEmpty() && web.config().filter(WebConfig::nel).isPresent()) {
      throw CliException.usage("--nel goes with --watch");
    }
    System.setProperty("parallax.log", System.getProperty("parallax.log", "INFO"));
    var config =
        new CoordinatorConfig(
            folder(),
            address(),
            sweeps.settings(credentials.store()),
            ownServer(),
            store.config(console.environment(), retention, watch.isPresent()),
            trusted(),
            web.config(),
            installer.config(),
            places(),
            watches(),
            retention.policy(),
            revocation.config(),
            peers.addresses(),
            outlet.config());
    try (var coordinator = start(config);
        var interruption = new Interruption(coordinator::close)) {
      console.error(
          "listening on "
              + coordinator.address()
              + ", authority sha256 "
              + coordinator.fingerprint());
      coordinator.webAddress().ifPresent(page -> console.error("pages on " + page));
      serve(coordinator);
      if (coordinator.death().isPresent() && !interruption.happened()) {
        throw new CliException(
            ExitCode.INTERNAL, "the coordinator ends: " + coordinator.death().get());
      }
      return interruption.happened() ? ExitCode.TERMINATED.code() : ExitCode.OK.code();
    }
  }

  /** Until the coordinator ends; notifies the watchdog of the service manager meanwhile. */
  private void serve(Coordinator coordinator) throws InterruptedException {
    var manager = ServiceManager.of(console.environment(), ProcessHandle.current().pid());
    manager.ready();
    manager.status("listening on " + coordinator.address());
    var interval = manager.watchdogInterval();
    if (interval.isEmpty()) {
      coordinator.awaitTermination();
      return;
    }
    while (!coordinator.awaitTermination(interval.get())) {
      manager.alive();
    }
  }

  private static Coordinator start(CoordinatorConfig config) {
    try {
      return Coordinator.start(config, Clock.systemUTC());
    } catch (DataFolderInUseException | IncompatibleStoreException refused) {
      throw CliException.usage(String.valueOf(refused.getMessage()));
    } catch (DamagedStoreException
        | DatabaseInUseException
        | UnreachableDatabaseException unusable) { // a later start may succeed
      throw new CliException(ExitCode.INTERNAL, String.valueOf(unusable.getMessage()));
    } catch (StoreException trouble) {
      throw CliException.usage(String.valueOf(trouble.getMessage()));
    } catch (IOException taken) {
      throw CliException.usage(
          "cannot listen on " + address(config.listen()) + ": " + deepest(taken));
    }
  }

  private static PortAddress address(InetSocketAddress listen) {
    return new PortAddress(listen.getHostString(), listen.getPort());
  }

  private static String deepest(Throwable error) {
    var cause = error.getCause();
    return cause == null ? String.valueOf(error.getMessage()) : deepest(cause);
  }

  private Path folder() {
    return data.orElseGet(() -> ConnectionOptions.defaultData(console));
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    var port = listen.substring(colon + 1);
    if (colon <= 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw CliException.usage(
          "--listen takes HOST:PORT with a port of 0 to 65535, got: " + listen);
    }
    var address =
        new InetSocketAddress(
            listen.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw CliException.usage("--listen takes an address of this host, got: " + listen);
    }
    return address;
  }

  private Optional<InetSocketAddress> ownServer() {
    return ownResolver
        .map(text -> OptionValue.read("--own-resolver", text, Resolver::parse))
        .map(server -> new InetSocketAddress(server.address(), server.port()));
  }

  /** Without a CA bundle no chain is validated centrally; an unreadable bundle is an error. */
  private Optional<CaBundle> trusted() {
    try {
      return CaBundle.locate(caBundle, console.environment()).map(CaBundle::read);
    } catch (IllegalArgumentException unusable) {
      throw CliException.usage(String.valueOf(unusable.getMessage()));
    }
  }

  private AddressDatabase places() {
    return OptionValue.read("--mmdb", addressDatabases, AddressDatabase::open);
  }

  private Optional<WatchFile> watches() {
    if (watch.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(WatchFile.open(watch.get()));
    } catch (WatchFileException wrong) {
      throw CliException.usage("--watch: " + watch.get() + " " + wrong.getMessage());
    }
  }
}

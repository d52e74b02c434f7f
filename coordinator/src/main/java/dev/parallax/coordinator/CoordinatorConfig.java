package dev.parallax.coordinator;

import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.host.CaBundle;
import dev.parallax.installer.InstallerConfig;
import dev.parallax.model.exchange.Network;
import dev.parallax.outlet.OutletConfig;
import dev.parallax.store.retention.RetentionPolicy;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.web.access.WebConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a coordinator.
 *
 * @param data its folder, created when absent
 * @param listen the address for agents and operators; port 0 selects a free port
 * @param ownResolver the name server for queries of this process; the host's when absent
 * @param store the place of the store
 * @param trusted the trust store for central validation; without it no chain is validated
 * @param web the HTTP port; without it no port is opened
 * @param installer what hosts without an agent can fetch
 * @param places the operator's address database
 * @param watches the targets that are watched
 * @param retention what the store keeps
 * @param revocation the queries to the authorities' servers; absent when they are switched off
 * @param coordinators {@code HOST:PORT} of every coordinator of the fleet, for agents; empty: this
 *     one alone
 * @param outlet where finished sweeps are written
 */
public record CoordinatorConfig(
    Path data,
    InetSocketAddress listen,
    SweepSettings settings,
    Optional<InetSocketAddress> ownResolver,
    StoreConfig store,
    Optional<CaBundle> trusted,
    Optional<WebConfig> web,
    InstallerConfig installer,
    AddressDatabase places,
    Optional<WatchFile> watches,
    RetentionPolicy retention,
    Optional<Revocation> revocation,
    List<String> coordinators,
    Optional<OutletConfig> outlet) {
  public CoordinatorConfig {
    coordinators = List.copyOf(coordinators);
  }

  /**
   * The queries to the CRL and OCSP servers that certificates name.
   *
   * @param permitted ranges that may be asked besides public addresses
   */
  public record Revocation(List<Network> permitted) {
    public Revocation {
      permitted = List.copyOf(permitted);
    }
  }

  /**
   * Without an address database, watches and queries to the authorities' servers, and with the
   * default retention.
   */
  public CoordinatorConfig(
      Path data,
      InetSocketAddress listen,
      SweepSettings settings,
      Optional<InetSocketAddress> ownResolver,
      StoreConfig store,
      Optional<CaBundle> trusted,
      Optional<WebConfig> web,
      InstallerConfig installer) {
    this(
        data,
        listen,
        settings,
        ownResolver,
        store,
        trusted,
        web,
        installer,
        AddressDatabase.NONE,
        Optional.empty(),
        RetentionPolicy.DEFAULT,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}

package dev.parallax.sweep;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.fleet.FleetView;
import dev.parallax.health.Vitals;
import dev.parallax.store.Store;
import dev.parallax.sweep.intake.RevocationSource;
import dev.parallax.sweep.request.HistorySource;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.run.HomeResolver;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What sweeps run with.
 *
 * @param trusted the trust store for central validation; without it no chain is validated
 * @param revocation the servers of the authorities of valid chains
 * @param histories what is known of targets before a sweep
 * @param ticker of elapsed time, for deadlines
 */
public record SweepEnvironment(
    Store store,
    AgentLinks agents,
    FleetView fleet,
    SweepSettings settings,
    HomeResolver home,
    List<X509Certificate> trusted,
    RevocationSource revocation,
    HistorySource histories,
    InstantSource clock,
    Ticker ticker,
    RandomGenerator random,
    Vitals vitals) {
  public SweepEnvironment {
    trusted = List.copyOf(trusted);
  }

  /** With the time of the system; the authorities' servers are not asked; no history. */
  public SweepEnvironment(
      Store store,
      AgentLinks agents,
      FleetView fleet,
      SweepSettings settings,
      HomeResolver home,
      List<X509Certificate> trusted,
      InstantSource clock,
      RandomGenerator random,
      Vitals vitals) {
    this(
        store,
        agents,
        fleet,
        settings,
        home,
        trusted,
        RevocationSource.NONE,
        HistorySource.NONE,
        clock,
        Ticker.systemTicker(),
        random,
        vitals);
  }

  /** The same with another time for deadlines. */
  public SweepEnvironment with(Ticker other) {
    return new SweepEnvironment(
        store,
        agents,
        fleet,
        settings,
        home,
        trusted,
        revocation,
        histories,
        clock,
        other,
        random,
        vitals);
  }

  /** The same with histories. */
  public SweepEnvironment with(HistorySource other) {
    return new SweepEnvironment(
        store,
        agents,
        fleet,
        settings,
        home,
        trusted,
        revocation,
        other,
        clock,
        ticker,
        random,
        vitals);
  }
}

package dev.parallax.agent.service;

import dev.parallax.agent.host.HostSnapshot;
import dev.parallax.agent.probe.trial.ProberConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the configuration of the host: probes use what it is at the start of a plan, and the
 * coordinator is sent the facts that are different then.
 */
final class HostWatch implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HostWatch.class);

  private final Supplier<HostSnapshot> host;
  private final Map<String, String> own;
  private final Consumer<ProberConfig> prober;
  private final Consumer<Map<String, String>> changed;
  private Map<String, String> facts;

  /**
   * With a first reading.
   *
   * @param own facts of the agent itself, which do not change
   * @param prober receives each reading
   * @param changed receives all facts when a fact is different
   */
  HostWatch(
      Supplier<HostSnapshot> host,
      HostSnapshot first,
      Map<String, String> own,
      Consumer<ProberConfig> prober,
      Consumer<Map<String, String>> changed) {
    this.host = host;
    this.own = Map.copyOf(own);
    this.prober = prober;
    this.changed = changed;
    this.facts = complete(first);
  }

  /** Of the last reading. */
  synchronized Map<String, String> facts() {
    return facts;
  }

  /** Reads the host again. */
  @Override
  public synchronized void run() {
    var now = host.get();
    prober.accept(now.config());
    var read = complete(now);
    if (!read.equals(facts)) {
      log.info("facts of this host changed: {}", names(read));
      facts = read;
      changed.accept(read);
    }
  }

  private Map<String, String> complete(HostSnapshot snapshot) {
    var all = new TreeMap<>(snapshot.facts());
    all.putAll(own);
    return Map.copyOf(all);
  }

  private String names(Map<String, String> read) {
    var names = new TreeMap<>(read);
    names.putAll(facts);
    names.keySet().removeIf(fact -> facts.getOrDefault(fact, "").equals(read.get(fact)));
    return String.join(", ", names.keySet());
  }
}

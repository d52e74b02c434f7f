package dev.parallax.demo;

import dev.parallax.stage.InstalledFleet;
import dev.parallax.stage.Member;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The demo's fleet: an agent for each place, all on this host.
 *
 * @param withPages the coordinator serves its web pages on loopback
 */
record Company(InstalledFleet fleet, DemoServers world, Path folder, boolean withPages) {
  static final Duration READY = Duration.ofSeconds(40);
  private static final Duration SWEEP = Duration.ofMinutes(2);

  /** Of a step: everything runs on this machine, which may be slow. */
  private static final String STEP = "15s";

  private static final String CONTROL_ONE = "www.control-one.test";
  private static final String CONTROL_TWO = "www.control-two.test";

  private static final Pattern PAGES = Pattern.compile("pages on (http://\\S+)");

  void start() throws StageFailure, InterruptedException, IOException {
    Files.writeString(bundle(), world.authorityPem());
    fleet.start(serving(), DemoVantage.ALL.stream().map(this::member).toList());
  }

  private List<String> serving() {
    var options =
        new ArrayList<>(
            List.of(
                "--listen",
                "127.0.0.1:0",
                "--control-sni",
                CONTROL_ONE,
                "--control-sni",
                CONTROL_TWO,
                "--own-resolver",
                world.resolver(DemoVantage.ALL.getLast()),
                "--ca-bundle",
                bundle().toString()));
    world.references().forEach(site -> options.addAll(List.of("--reference", site)));
    if (withPages) {
      options.addAll(List.of("--http", "127.0.0.1:0"));
    }
    return options;
  }

  private Member member(DemoVantage place) {
    return new Member(
        place.name(),
        place.labels(),
        List.of(
            "--bind",
            place.source().getHostAddress(),
            "--allow",
            "127.0.0.0/8",
            "--resolver",
            world.resolver(place),
            "--ca-bundle",
            bundle().toString()),
        List.of());
  }

  /** Sweeps all these targets at once and returns the sweep's id. */
  String sweep(List<String> targets) throws StageFailure, InterruptedException, IOException {
    var report = folder.resolve("sweep.json");
    fleet.sweep(
        targets,
        List.of("--from", "all", "--inside", DemoVantage.INSIDE, "--timeout", STEP),
        SWEEP,
        report);
    return DemoReport.read(report).sweepId();
  }

  /** The address of the web pages, as the coordinator printed it. */
  String pages() throws StageFailure, IOException {
    var log = Files.readString(fleet.daemon("coordinator").log());
    var found = PAGES.matcher(log);
    if (!found.find()) {
      throw new StageFailure("the coordinator printed no address of web pages: " + log);
    }
    return found.group(1);
  }

  private Path bundle() {
    return folder.resolve("ca.pem");
  }
}

package dev.parallax.web;

import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.health.Vitals;
import dev.parallax.listener.RefusedConnections;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.VantageRecord;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.file.WatchFileException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchService;
import dev.parallax.web.access.WebConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** The whole HTTP port over a real store, and a client. */
public final class WebStage implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f]{64})\"");

  public final Desk desk;
  public final ConnectedAgents agents = new ConnectedAgents();
  final Vitals vitals = new Vitals();
  public final Sweeps sweeps;
  public final WatchDesk watches;
  final WebServer server;
  private final HttpClient client;

  /** On loopback, open to every client. */
  public static WebStage open(Path folder) {
    return new WebStage(folder, new WebConfig(at("127.0.0.1"), Optional.empty(), Set.of()));
  }

  WebStage(Path folder, WebConfig config) {
    this(folder, config, List.of());
  }

  /** With sweeps that ended before it started. */
  public WebStage(Path folder, WebConfig config, List<Sweep> before) {
    this(folder, config, before, Optional.empty());
  }

  /** The same, and it takes reports of browsers. */
  public static WebStage witnessed(Path folder, String file) {
    var config = new WebConfig(at("127.0.0.1"), Optional.empty(), Set.of(), true);
    return new WebStage(folder, config, List.of(), Optional.of(file));
  }

  /** Sends a body of a type. */
  public HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) {
    return send(
        request(path, headers)
            .header("content-type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** On loopback, open to every client, with the watches of a file. */
  public static WebStage watching(Path folder, String file) {
    return watching(folder, file, List.of());
  }

  /** The same, with sweeps that ended before it started. */
  public static WebStage watching(Path folder, String file, List<Sweep> before) {
    var config = new WebConfig(at("127.0.0.1"), Optional.empty(), Set.of());
    return new WebStage(folder, config, before, Optional.of(file));
  }

  WebStage(Path folder, WebConfig config, List<Sweep> before, Optional<String> watchFile) {
    this.desk = new Desk(folder);
    before.forEach(this::store);
    var fleet = new VantageDirectory(desk.store, agents, desk.conflicts);
    this.sweeps =
        new Sweeps(
            new SweepEnvironment(
                desk.store,
                agents,
                fleet,
                new SweepSettings(List.of(), List.of(), Optional.empty()),
                host ->
                    CompletableFuture.<DnsStep>failedFuture(new IOException("no resolver here")),
                List.of(),
                desk.clock,
                new Random(7),
                vitals));
    this.watches =
        watchFile
            .map(text -> watches(folder, text))
            .<WatchDesk>map(it -> it)
            .orElse(WatchDesk.NONE);
    var parts =
        new WebServer.Parts(
            desk.store,
            fleet,
            sweeps,
            desk.authority,
            desk.admission,
            new Audit(desk.store, desk.clock),
            vitals,
            new RefusedConnections(System::nanoTime),
            () -> agents.open().size(),
            Optional::empty,
            watches,
            AddressDatabase.NONE);
    try {
      this.server = WebServer.start(config, parts, desk.clock);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    this.client = HttpClient.newHttpClient();
  }

  private WatchService watches(Path folder, String text) {
    try {
      var file = WatchFile.open(Files.writeString(folder.resolve("watch.yaml"), text));
      return WatchService.start(file, sweeps, desk.store, desk.clock, vitals);
    } catch (IOException | WatchFileException broken) {
      throw new AssertionError(broken);
    }
  }

  public static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
  }

  /** A vantage that joined, and is connected. */
  public StubAgent connect(String name) {
    return connect(name, Map.of("isp", name));
  }

  StubAgent connect(String name, Map<String, String> labels) {
    join(name, labels);
    var vantage =
        new Vantage(
            new VantageId(name), labels, "1.2.3", Optional.of(Duration.ofMillis(3)), Map.of());
    var agent = new StubAgent(vantage, sweeps.intake(), desk.clock.instant());
    agents.connected(vantage.id(), agent);
    return agent;
  }

  /** A vantage that joined, and is not there. */
  public void join(String name, Map<String, String> labels) {
    desk.store.saveVantage(
        new VantageRecord(
            new VantageId(name),
            labels,
            "first",
            desk.clock.instant(),
            desk.clock.instant().plus(Duration.ofDays(7)),
            Optional.empty(),
            false));
  }

  void store(Sweep sweep) {
    desk.store.add(
        sweep.targets().stream().flatMap(one -> one.observations().stream()).distinct().toList());
    desk.store.save(sweep, true, Attribution.attribute(sweep));
  }

  URI uri(String path) {
    return URI.create(server.address()).resolve(path);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(uri("/").getHost(), uri("/").getPort());
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> method(String method, String path) {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** Posts a form; fields are names and values in turn. */
  public HttpResponse<String> post(String path, List<String> fields, String... headers) {
    var form = new StringBuilder();
    for (int i = 0; i < fields.size(); i += 2) {
      form.append(fields.get(i)).append('=');
      form.append(URLEncoder.encode(fields.get(i + 1), StandardCharsets.UTF_8)).append('&');
    }
    return send(
        request(path, headers)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  /** The key in the forms of a page. */
  public static String key(HttpResponse<String> page) {
    var found = KEY.matcher(page.body());
    if (!found.find()) {
      throw new AssertionError("no form with a key in: " + page.body());
    }
    return found.group(1);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    if (watches instanceof WatchService service) {
      service.close();
    }
    sweeps.close();
    desk.close();
  }
}

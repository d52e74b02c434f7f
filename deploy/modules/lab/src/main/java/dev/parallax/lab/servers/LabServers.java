package dev.parallax.lab.servers;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Namespaces;
import dev.parallax.lab.net.Topology;
import dev.parallax.stage.Daemon;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The real servers of the lab: nginx as origin and elsewhere, unbound as every resolver. */
public final class LabServers {
  private final Namespaces namespaces;
  private final Processes processes;
  private final Path folder;
  private final List<Daemon> running = new ArrayList<>();

  public LabServers(Namespaces namespaces, Processes processes, Path folder) {
    this.namespaces = namespaces;
    this.processes = processes;
    this.folder = folder;
  }

  public void start() throws StageFailure, InterruptedException, IOException {
    selfSigned();
    variants();
    proxy();
    nginx("origin", Objects.requireNonNull(LabSite.VARIANTS.get(LabSite.ORDINARY)));
    nginx("sites", LabSite.ELSEWHERE);
    unbound("sites", Topology.ZONE, Resolvers.zone(), Resolvers.zoneData());
    unbound("sites", Topology.PUBLIC_RESOLVER, Resolvers.recursive(Topology.PUBLIC_RESOLVER), "");
    for (var place : LabVantage.ALL) {
      unbound(place.access(), place.resolver(), Resolvers.recursive(place.resolver()), "");
    }
  }

  private void selfSigned() throws StageFailure, InterruptedException {
    var at = folder.resolve("certificates").resolve("self-signed");
    namespaces
        .shell(
            "control",
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 60 -subj"
                + " /CN="
                + LabSite.NAME
                + " -addext subjectAltName=DNS:"
                + LabSite.NAME
                + " -keyout "
                + at
                + ".key -out "
                + at
                + ".pem",
            Namespaces.SHORT)
        .orFail("openssl req");
  }

  private void variants() throws IOException {
    var variants = Files.createDirectories(folder.resolve("origin").resolve("variants"));
    for (var variant : LabSite.VARIANTS.entrySet()) {
      Files.writeString(variants.resolve(variant.getKey() + ".conf"), variant.getValue());
    }
  }

  private void nginx(String node, String site) throws IOException, StageFailure {
    var home = Files.createDirectories(folder.resolve(node));
    Files.writeString(home.resolve("site.conf"), site);
    Files.writeString(
        home.resolve("nginx.conf"), configuration("daemon off; user root;", "include site.conf;"));
    start(
        node,
        "nginx-" + node,
        List.of("nginx", "-p", home + "/", "-c", "nginx.conf", "-e", "error.log"));
  }

  /**
   * The proxy of {@code FaultStep.resigningProxy}. Its workers run as another user than the
   * intercepted programs, so that their own connections pass.
   */
  private void proxy() throws IOException {
    var text = configuration("daemon on; user nobody nogroup;", LabSite.RESIGNED);
    Files.writeString(folder.resolve("proxy.conf"), text);
  }

  private static String configuration(String process, String sites) {
    return """
    %s
    worker_processes 1;
    pid nginx.pid;
    error_log error.log;
    events { worker_connections 512; }
    http {
      access_log off;
      server_tokens off;
      ssl_protocols TLSv1.2 TLSv1.3;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      %s
    }
    """
        .formatted(process, sites);
  }

  private void unbound(String node, String address, String configuration, String local)
      throws IOException, StageFailure {
    var home = Files.createDirectories(folder.resolve("unbound-" + address));
    Files.writeString(home.resolve("local.conf"), local);
    Files.writeString(home.resolve("unbound.conf"), configuration.replace("HOME", home.toString()));
    start(
        node,
        "unbound-" + address,
        List.of("unbound", "-d", "-c", home.resolve("unbound.conf").toString()));
  }

  private void start(String node, String name, List<String> command) throws StageFailure {
    var whole = new ArrayList<>(namespaces.in(node));
    whole.addAll(command);
    running.add(processes.daemon(name, whole, folder.resolve(name + ".log")));
  }

  /** Fails if a server has ended. */
  public void checkAlive() throws StageFailure {
    for (var server : running) {
      server.checkAlive();
    }
  }
}

package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Debian's Alertmanager ({@code prometheus-alertmanager}) and SMTP server ({@code
 * python3-aiosmtpd}) take what the routes send. Skipped where they are not installed.
 */
@Timeout(120)
final class RealReceiversTest extends ReceiverStage {
  private static final Path ALERTMANAGER = Path.of("/usr/bin/prometheus-alertmanager");
  private static final Path SMTP = Path.of("/usr/bin/aiosmtpd");
  private static final long PATIENCE_SECONDS = 60;

  private Message message(Notice.Kind kind, Optional<Instant> end) {
    var since = Instant.now().minusSeconds(90);
    var like = opened("shop.example");
    return new Message(
        kind,
        "i-1",
        "g",
        like.target(),
        like.blame(),
        like.cause(),
        like.scope(),
        since,
        end,
        like.headline() + " 故障",
        like.affected(),
        like.changes(),
        like.remedy(),
        like.link(),
        Language.EN);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private Process started(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("server.log"));
  }

  private static <T> T await(Callable<Optional<T>> wanted) throws Exception {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < patience) {
      var found = wanted.call();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("nothing arrived within " + PATIENCE_SECONDS + " s");
  }

  private static Optional<JsonNode> alerts(HttpClient client, String url) throws Exception {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + "/api/v2/alerts")).build();
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(MAPPER.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException starting) {
      return Optional.empty();
    }
  }

  @Test
  void alertmanager_hasTheAlert_keepsItWhenItIsSentAgain_andResolvesIt() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(ALERTMANAGER), ALERTMANAGER + " is not installed");
    var config = file("alertmanager.yml", "route: {receiver: none}\nreceivers: [{name: none}]");
    var url = "http://127.0.0.1:" + freePort();
    var server =
        started(
            ALERTMANAGER.toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alerts"),
            "--cluster.listen-address=",
            "--web.listen-address=" + url.substring("http://".length()));
    try (var client = HttpClient.newHttpClient();
        var real = new Receivers(InstantSource.system(), Duration.ofSeconds(15))) {
      await(() -> alerts(client, url));
      var route = route(RouteKind.ALERTMANAGER, Map.of(Setting.URL, url));
      real.of(route).deliver(List.of(message(Notice.Kind.OPENED, Optional.empty())));
      var first = await(() -> alerts(client, url).filter(all -> all.size() == 1)).get(0);
      assertEquals("https://shop.example", first.at("/labels/target").asText());
      assertEquals("i-1", first.at("/labels/incident").asText());
      assertTrue(first.at("/annotations/summary").asText().endsWith(" 故障"), first.toString());
      assertEquals("active", first.at("/status/state").asText());

      real.of(route).deliver(List.of(message(Notice.Kind.CHANGED, Optional.empty())));
      var again =
          await(
              () ->
                  alerts(client, url)
                      .filter(all -> !all.at("/0/endsAt").equals(first.path("endsAt"))));
      assertEquals(1, again.size(), "the same labels are the same alert");
      assertEquals(first.path("fingerprint"), again.at("/0/fingerprint"));

      real.of(route)
          .deliver(
              List.of(message(Notice.Kind.CLOSED, Optional.of(Instant.now().minusSeconds(1)))));
      await(() -> alerts(client, url).filter(JsonNode::isEmpty));
    } catch (DeliveryException refused) {
      throw new AssertionError(log(), refused);
    } finally {
      server.destroy();
      server.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Optional<Boolean> answers(int port) {
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return Optional.of(socket.isConnected());
    } catch (IOException starting) {
      return Optional.empty();
    }
  }

  @Test
  void smtp_deliversTheMail() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(SMTP), SMTP + " is not installed");
    int port = freePort();
    var server =
        started(
            "/usr/bin/env",
            "PYTHONUNBUFFERED=1",
            SMTP.toString(),
            "-n",
            "-l",
            "127.0.0.1:" + port,
            "-c",
            "aiosmtpd.handlers.Debugging",
            "stdout");
    try (var real = new Receivers(InstantSource.system(), Duration.ofSeconds(15))) {
      assertTrue(await(() -> answers(port)));
      var settings =
          Map.of(
              Setting.SERVER, "127.0.0.1:" + port,
              Setting.FROM, "parallax@example.com",
              Setting.TO, "ops@example.com",
              Setting.TLS, "none");
      real.of(route(RouteKind.SMTP, settings))
          .deliver(List.of(message(Notice.Kind.OPENED, Optional.empty())));
      var mail = await(() -> Optional.of(log()).filter(text -> text.contains("END MESSAGE")));
      assertTrue(mail.contains("To: ops@example.com"), mail);
      assertTrue(mail.contains("From: Parallax <parallax@example.com>"), mail);
      assertTrue(mail.contains("Subject: =?UTF-8?B?"), mail);
    } finally {
      server.destroy();
      server.waitFor(10, TimeUnit.SECONDS);
    }
  }
}

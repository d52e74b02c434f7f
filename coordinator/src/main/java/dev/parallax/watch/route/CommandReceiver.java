package dev.parallax.watch.route;

import dev.parallax.watch.message.Message;
import dev.parallax.watch.message.MessageJson;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command without arguments; its standard input is one line of JSON for each message. */
record CommandReceiver(AlertRoute route, Duration patience) implements Receiver {
  @Override
  public void deliver(List<Message> messages) throws DeliveryException, InterruptedException {
    var command = route.setting(Setting.COMMAND).orElseThrow();
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    var process = started(builder, command);
    try {
      write(process, messages);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DeliveryException(
            command + ": expected its end within " + patience.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new DeliveryException(
            command + ": expected exit code 0, got: " + process.exitValue());
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process started(ProcessBuilder builder, String command) throws DeliveryException {
    try {
      return builder.start();
    } catch (IOException absent) {
      throw new DeliveryException("cannot run " + command);
    }
  }

  /** A command that reads nothing does not block this thread. */
  private static void write(Process process, List<Message> messages) {
    Thread.startVirtualThread(
        () -> {
          try (var input = process.getOutputStream()) {
            for (var message : messages) {
              input.write((MessageJson.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
            }
          } catch (IOException ended) {
            // The exit code decides.
          }
        });
  }
}

package dev.parallax.cli.watch;

import dev.parallax.cli.options.ConnectionOptions;
import dev.parallax.cli.options.DurationConverter;
import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.v1.SilenceWatchRequest;
import dev.parallax.v1.TestRouteRequest;
import dev.parallax.v1.UnsilenceWatchRequest;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.file.WatchFileException;
import dev.parallax.watch.message.TestMessage;
import dev.parallax.watch.route.DeliveryException;
import dev.parallax.watch.route.Receivers;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import dev.parallax.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parallax watch}: checks and shows a watch file. */
@Command(
    name = "watch",
    description = "Check and change the file of serve --watch, test its routes, silence a target.")
public final class WatchCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel =
          "lint|ls|routes|show|test|replay|add|edit|rm|pause|resume|silence|unsilence|route-add"
              + "|route-edit|route-rm|maintenance",
      description = "Action.")
  private String action = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE|ROUTE|TARGET|WINDOWS",
      description =
          "The watch file. Without a file, ls and routes ask the coordinator. For test without a"
              + " file and for route-add, route-edit and route-rm, the route; from add to"
              + " unsilence, a target, for add and edit with words of its request and expectations."
              + " For maintenance, the windows of all watches, separated by ;, such as 'sat,sun"
              + " 02:00-04:00 Europe/Berlin' or '2026-12-01T02:00:00Z/2026-12-01T04:00:00Z', or"
              + " none; without windows they are printed.")
  private Optional<String> subject = Optional.empty();

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "NAME",
      description = "For show and replay, the target of a watch; for test, the route.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Length of a silence, 1m to 30d. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1h")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Reason of a silence, 1 to 200 characters; shown on the pages.")
  private String reason = "";

  @Mixin private WatchOptions values = new WatchOptions();
  @Mixin private RouteOptions route = new RouteOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return switch (action) {
      case "lint" -> lint();
      case "ls" -> subject.isPresent() ? list(read()) : running(WatchList::watches);
      case "routes" -> running(WatchList::routes);
      case "show" -> show(read());
      case "test" -> name.isPresent() ? test(read()) : testRoute();
      case "replay" -> replay(read());
      case "add", "edit", "rm", "pause", "resume" -> edit();
      case "route-add", "route-edit", "route-rm" -> editRoute();
      case "maintenance" -> maintenance();
      case "silence" -> silence();
      case "unsilence" -> unsilence();
      default ->
          throw CliException.usage(
              "watch: expected lint, ls, routes, show, test, replay, add, edit, rm, pause, resume,"
                  + " silence, unsilence, route-add, route-edit, route-rm or maintenance, got: "
                  + (action.isEmpty() ? "none" : action));
    };
  }

  private Path path() {
    return Path.of(required("a file"));
  }

  private String required(String what) {
    return subject.orElseThrow(
        () -> CliException.usage("watch " + action + ": expected " + what + ", got: none"));
  }

  /** Incidents are not opened; looks go on, and incidents are closed. */
  private int silence() {
    var request =
        SilenceWatchRequest.newBuilder()
            .setTarget(required("a target"))
            .setLength(Wire.toProto(length))
            .setReason(reason)
            .build();
    try (var link = connection.open(console)) {
      var ends = Wire.time("ends_at", link.ask(calls -> calls.silenceWatch(request)).getEndsAt());
      console.progress(
          "%s is silenced until %s"
              .formatted(request.getTarget(), ends.truncatedTo(ChronoUnit.SECONDS)));
      return ExitCode.OK.code();
    }
  }

  private int unsilence() {
    var request = UnsilenceWatchRequest.newBuilder().setTarget(required("a target")).build();
    try (var link = connection.open(console)) {
      var _ = link.ask(calls -> calls.unsilenceWatch(request));
      console.progress(request.getTarget() + " is no longer silenced");
      return ExitCode.OK.code();
    }
  }

  private int edit() {
    var target = required("a target");
    try (var link = connection.open(console)) {
      new WatchEdit(console, link).apply(action, target, values.fields());
      return ExitCode.OK.code();
    }
  }

  private int editRoute() {
    var edited = required("a route");
    var secrets = route.secrets(console);
    try (var link = connection.open(console)) {
      new RouteEdit(console, link).apply(action, edited, route.fields(), secrets);
      return ExitCode.OK.code();
    }
  }

  private int maintenance() {
    try (var link = connection.open(console)) {
      var edit = new RouteEdit(console, link);
      subject.ifPresentOrElse(edit::maintenance, edit::maintenance);
      return ExitCode.OK.code();
    }
  }

  private int lint() {
    try {
      var set = WatchFile.open(path()).current();
      console.progress(
          "%s: %d watches, %d routes".formatted(path(), set.watches().size(), set.routes().size()));
      return ExitCode.OK.code();
    } catch (WatchFileException wrong) {
      wrong.mistakes().forEach(mistake -> console.error(path() + " " + mistake));
      return ExitCode.USAGE.code();
    }
  }

  /** What the coordinator has in operation. */
  private int running(Consumer<WatchList> printed) {
    try (var link = connection.open(console)) {
      printed.accept(new WatchList(console, link, Clock.systemUTC().instant()));
      return ExitCode.OK.code();
    }
  }

  /** The coordinator sends the test message. */
  private int testRoute() {
    var request = TestRouteRequest.newBuilder().setRoute(required("a route")).build();
    try (var link = connection.open(console)) {
      var _ = link.ask(calls -> calls.testRoute(request));
      console.progress("sent a test message to " + request.getRoute());
      return ExitCode.OK.code();
    }
  }

  private WatchSet read() {
    try {
      return WatchFile.open(path()).current();
    } catch (WatchFileException wrong) {
      throw CliException.usage(path() + " " + wrong.getMessage());
    }
  }

  private int list(WatchSet set) {
    var table = new AlignedTable("TARGET", "INTERVAL", "VANTAGES", "LEVEL", "ROUTES", "STATE");
    for (var watch : set.watches()) {
      table.row(
          watch.name(),
          watch.interval().toSeconds() + "s",
          watch.vantages().toString(),
          watch.level().word(),
          String.join(",", watch.routes()),
          watch.paused() ? "paused" : "on");
    }
    table.lines().forEach(console.out()::println);
    return ExitCode.OK.code();
  }

  private int show(WatchSet set) {
    var chosen = name.map(one -> List.of(watch(set, one))).orElse(set.watches());
    new WatchFacts(console, connection).print(chosen);
    return ExitCode.OK.code();
  }

  /** Prints what the stored sweeps would have sent; sends nothing. */
  private int replay(WatchSet set) {
    var watches = name.map(one -> List.of(watch(set, one))).orElse(set.watches());
    try (var link = connection.open(console)) {
      new WatchReplay(console, link).print(watches);
      return ExitCode.OK.code();
    }
  }

  private static Watch watch(WatchSet set, String target) {
    return set.watch(target)
        .or(() -> set.watch("https://" + target))
        .orElseThrow(() -> CliException.usage("the file has no watch of " + target));
  }

  /** Sends a test message, as the coordinator would. */
  private int test(WatchSet set) {
    var wanted = name.orElseThrow(() -> CliException.usage("watch test: expected a route"));
    var route =
        set.route(wanted)
            .orElseThrow(() -> CliException.usage("the file has no route named " + wanted));
    var clock = Clock.systemUTC();
    try (var receivers = new Receivers(clock)) {
      receivers.of(route).deliver(List.of(TestMessage.of(route.language(), clock.instant())));
      console.progress("sent a test message to " + wanted);
      return ExitCode.OK.code();
    } catch (DeliveryException refused) {
      throw new CliException(ExitCode.UNREACHABLE, wanted + ": " + refused.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.INTERRUPTED, "interrupted");
    }
  }
}

package dev.parallax.bench.probing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A process with the agent's prober, warmed up as at the start of an agent, with a larger budget.
 * It prints {@code ready}. For each line with a {@link ProbingOrder} it prints a {@link
 * ProbingReply} for each trial and {@code end}. For {@code heap} it prints the bytes in use after a
 * garbage collection. It ends with its input.
 */
final class Probing {
  static final String READY = "ready";
  static final String HEAP = "heap";
  static final String END = "end";

  private final Prober prober;
  private final PrintStream out;

  private Probing(Prober prober, PrintStream out) {
    this.prober = prober;
    this.out = out;
  }

  /**
   * Runs until its input ends.
   *
   * @param args the PEM file of the authorities to trust
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var config =
        new ProberConfig(
            Optional.empty(),
            new InetSocketAddress(Origin.ADDRESS, 53),
            ProberConfig.trusted(Path.of(args[0])));
    var policy = Policy.of(List.of(Cidr.parse("127.0.0.0/8")));
    try (var prober = new Prober(config, policy, SendingBudget.ample(), Clock.systemUTC())) {
      prober.warmUp();
      new Probing(prober, new PrintStream(System.out, false, UTF_8)).obey();
    }
  }

  private void obey() throws IOException, InterruptedException {
    say(READY);
    var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (var line = orders.readLine(); line != null; line = orders.readLine()) {
      if (line.equals(HEAP)) {
        say(HEAP + " " + heap());
      } else {
        run(ProbingOrder.parse(line));
        say(END);
      }
    }
  }

  private void run(ProbingOrder order) throws InterruptedException {
    var free = new Semaphore(order.atOnce());
    var open = new CountDownLatch(order.trials());
    var spec = spec(order);
    for (int i = 0; i < order.trials(); i++) {
      free.acquire();
      Thread.sleep(order.pause());
      start(spec, order, free, open);
    }
    open.await();
  }

  private void start(ProbeSpec spec, ProbingOrder order, Semaphore free, CountDownLatch open) {
    long startedAt = System.nanoTime();
    var _ =
        prober
            .probe(spec, HelloRecipe.STANDARD, order.stepTimeout())
            .thenAccept(results -> tell(results, System.nanoTime() - startedAt))
            .whenComplete(
                (ignored, defect) -> {
                  free.release();
                  open.countDown();
                });
  }

  private synchronized void tell(List<ProbeResult> results, long tookNanos) {
    results.forEach(result -> out.println(ProbingReply.of(result, tookNanos).line()));
  }

  private synchronized void say(String word) {
    out.println(word);
    out.flush();
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static ProbeSpec spec(ProbingOrder order) {
    return ProbeSpec.of(Target.parse("https://" + Origin.NAME))
        .port(order.port())
        .at(Origin.ADDRESS)
        .until(order.last())
        .build();
  }
}

package dev.parallax.attack.run;

import dev.parallax.attack.Attack;
import dev.parallax.attack.HonestSweep;
import dev.parallax.attack.Installation;
import dev.parallax.attack.MixedSweep;
import dev.parallax.attack.honest.Sweeper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** All attacks at once, in parallel with honest and mixed sweeps. */
final class AttackPhase {
  private static final int LEAST_SWEEPS = 5;

  private final Installation at;
  private final AllAttacks attacks;
  private final Sweeper sweeper;

  AttackPhase(Installation at, AllAttacks attacks, Sweeper sweeper) {
    this.at = at;
    this.attacks = attacks;
    this.sweeper = sweeper;
  }

  /**
   * The observations of the phase.
   *
   * @param from monotonic, before the first attack
   * @param to monotonic, after the last
   */
  record Observed(
      List<Launched> launched,
      List<HonestSweep> honest,
      List<MixedSweep> mixed,
      long from,
      long to) {
    Observed {
      launched = List.copyOf(launched);
      honest = List.copyOf(honest);
      mixed = List.copyOf(mixed);
    }
  }

  Observed run() throws InterruptedException {
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      prepare(threads);
      long from = System.nanoTime();
      var launches = launch(threads);
      var mixed = CompletableFuture.supplyAsync(() -> mixed(over), threads);
      var honest = new ArrayList<HonestSweep>();
      while (honest.size() < LEAST_SWEEPS || !launches.isDone()) {
        honest.add(sweeper.honest());
      }
      over.set(true);
      return new Observed(launches.join(), honest, mixed.join(), from, System.nanoTime());
    }
  }

  private void prepare(ExecutorService threads) {
    CompletableFuture.allOf(
            attacks.stream()
                .map(attack -> CompletableFuture.runAsync(() -> prepare(attack), threads))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  /** An attack without preparation fails at its launch, with the reason in the table. */
  private void prepare(Attack attack) {
    try {
      attack.prepare(at);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception failed) {
      System.err.println("attack: " + attack.name() + " is not prepared: " + failed);
    }
  }

  private CompletableFuture<List<Launched>> launch(ExecutorService threads) {
    var together =
        attacks.together().stream()
            .map(attack -> CompletableFuture.supplyAsync(() -> Launched.of(attack, at), threads))
            .toList();
    var inTurn =
        CompletableFuture.supplyAsync(
            () -> attacks.inTurn().stream().map(attack -> Launched.of(attack, at)).toList(),
            threads);
    return CompletableFuture.allOf(together.toArray(CompletableFuture<?>[]::new))
        .thenCombine(
            inTurn,
            (done, last) -> {
              var all = new ArrayList<>(together.stream().map(CompletableFuture::join).toList());
              all.addAll(last);
              return all;
            });
  }

  private List<MixedSweep> mixed(AtomicBoolean over) {
    var sweeps = new ArrayList<MixedSweep>();
    try {
      while (!over.get()) {
        sweeps.add(sweeper.mixed());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return sweeps;
  }
}

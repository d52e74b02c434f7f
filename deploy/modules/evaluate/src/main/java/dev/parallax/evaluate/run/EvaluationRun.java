package dev.parallax.evaluate.run;

import dev.parallax.evaluate.method.AttributionMethod;
import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.evaluate.score.SweepScore;
import dev.parallax.evaluate.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Draws the sweeps of a population and judges each by every method; in order, on several threads.
 */
public final class EvaluationRun {
  private final Population population;
  private final long seed;
  private final List<AttributionMethod> methods;
  private final UnaryOperator<SimulatedWorld> change;
  private final Queue<String> threw = new ConcurrentLinkedQueue<>();

  public EvaluationRun(Population population, long seed, List<AttributionMethod> methods) {
    this(population, seed, methods, UnaryOperator.identity());
  }

  /**
   * @param change of each drawn world before its sweep
   */
  public EvaluationRun(
      Population population,
      long seed,
      List<AttributionMethod> methods,
      UnaryOperator<SimulatedWorld> change) {
    this.population = population;
    this.seed = seed;
    this.methods = List.copyOf(methods);
    this.change = change;
  }

  /**
   * The scores of one sweep.
   *
   * @param marks and {@code judged}: by method, in their order
   */
  public record Result(
      String key,
      List<SweepScore> marks,
      List<MethodJudgement> judged,
      int handshakes,
      double seconds,
      String truth) {}

  public List<Result> run(int count, int threads) throws InterruptedException {
    var results = new Result[count];
    var next = new AtomicInteger();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(results, next)));
      }
      for (var future : running) {
        future.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a sweep could not be judged", failed.getCause());
    }
    return List.of(results);
  }

  private void work(Result[] results, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
      results[i] = result(i);
    }
  }

  private Result result(int index) {
    try {
      return judged(population.draw(seed, index, change), index);
    } catch (RuntimeException defect) {
      throw new IllegalStateException("at " + population.key(seed, index), defect);
    }
  }

  private Result judged(SimulatedSweep sweep, int index) {
    var marks = new ArrayList<SweepScore>();
    var judged = new ArrayList<MethodJudgement>();
    for (var method : methods) {
      var judgement = judge(method, sweep);
      judged.add(judgement);
      marks.add(SweepScore.of(sweep.world(), sweep.answers(), judgement));
    }
    return new Result(
        population.key(seed, index),
        marks,
        judged,
        sweep.handshakes(),
        sweep.sweep().took().toMillis() / 1000.0,
        truth(sweep));
  }

  /** A method that throws an exception has no verdict; the exceptions are printed at the end. */
  private MethodJudgement judge(AttributionMethod method, SimulatedSweep sweep) {
    try {
      return method.judge(sweep.sweep(), sweep.results());
    } catch (RuntimeException defect) {
      threw.add(method.name() + " " + defect);
      return MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
  }

  /** The exceptions of methods. */
  public List<String> threw() {
    return List.copyOf(threw);
  }

  private static String truth(SimulatedSweep sweep) {
    return sweep.answers().isEmpty()
        ? "healthy" + (sweep.world().faults().isEmpty() ? "" : " (nothing showed)")
        : sweep.answers().stream()
            .map(answer -> answer.truth() + " " + answer.fault())
            .reduce((a, b) -> a + " + " + b)
            .orElse("");
  }
}

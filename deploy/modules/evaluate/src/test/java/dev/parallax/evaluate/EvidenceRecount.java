package dev.parallax.evaluate;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Counts what a finding states again, from the observations alone. */
final class EvidenceRecount {
  private static final Set<FindingKind> COVERED =
      EnumSet.of(
          FindingKind.BASE_FAILS,
          FindingKind.INSIDE_FAILS,
          FindingKind.ELSEWHERE_PASSES,
          FindingKind.INSIDE_PASSES,
          FindingKind.ELSEWHERE_SPARED,
          FindingKind.INSIDE_SPARED,
          FindingKind.ARM_PASSES,
          FindingKind.ARM_FAILS_TOO,
          FindingKind.ARM_FAILS_ALONE,
          FindingKind.ARM_PASSES_ELSEWHERE,
          FindingKind.RANDOM,
          FindingKind.REFERENCES_FAIL,
          FindingKind.REFERENCES_PASS,
          FindingKind.SAME_LEAF,
          FindingKind.OTHER_LEAF,
          FindingKind.NOTHING_FAILS);

  /** Arms that end with the handshake: a certificate or a page is no failure of theirs. */
  private static final Set<Arm> HANDSHAKES = EnumSet.of(Arm.CONTROL_SNI, Arm.NO_SNI, Arm.DIRECT_IP);

  private final List<Observation> observations;
  private final List<String> objections = new ArrayList<>();

  EvidenceRecount(Sweep sweep) {
    this.observations =
        sweep.targets().getFirst().observations().stream().filter(Observation::ran).toList();
  }

  boolean covers(FindingKind kind) {
    return COVERED.contains(kind);
  }

  /** What is not true of the finding. */
  List<String> objections(Evidence evidence) {
    objections.clear();
    var here = evidence.failing();
    var controls = evidence.controls();
    switch (evidence.kind()) {
      case BASE_FAILS, INSIDE_FAILS -> failures(evidence, Arm.BASE, here);
      case ELSEWHERE_PASSES, INSIDE_PASSES -> passes(evidence, Arm.BASE, controls);
      case ELSEWHERE_SPARED, INSIDE_SPARED -> {
        same(evidence, "trials", count(controls, Arm.BASE, seen -> true));
        none(count(controls, Arm.BASE, seen -> isFailure(seen, text(evidence, "word"))), "word");
      }
      case ARM_PASSES -> {
        same(evidence, "trials", count(here, arm(evidence), seen -> true));
        same(evidence, "failed", count(here, arm(evidence), seen -> !passes(seen)));
        same(evidence, "baseTrials", count(here, Arm.BASE, seen -> true));
        same(evidence, "baseFailed", count(here, Arm.BASE, seen -> !passes(seen)));
      }
      case ARM_FAILS_TOO -> failures(evidence, arm(evidence), here);
      case ARM_FAILS_ALONE -> {
        failures(evidence, arm(evidence), here);
        same(evidence, "basePassed", count(here, Arm.BASE, EvidenceRecount::passes));
        same(evidence, "baseTrials", count(here, Arm.BASE, seen -> true));
      }
      case ARM_PASSES_ELSEWHERE -> passes(evidence, arm(evidence), controls);
      case RANDOM -> {
        same(evidence, "trials", count(here, Arm.BASE, seen -> true));
        for (var vantage : here) {
          var passed = count(List.of(vantage), Arm.BASE, EvidenceRecount::passes);
          var failed = count(List.of(vantage), Arm.BASE, seen -> !passes(seen));
          if (passed == 0 || failed == 0) {
            objections.add(vantage.name() + " passes " + passed + " and fails " + failed);
          }
        }
      }
      case REFERENCES_FAIL -> failures(evidence, Arm.REFERENCE, here);
      case REFERENCES_PASS -> {
        most(evidence, "trials", count(controls, Arm.REFERENCE, seen -> true));
        most(evidence, "passed", count(controls, Arm.REFERENCE, EvidenceRecount::passes));
      }
      case SAME_LEAF -> everyoneReceived(evidence, here, text(evidence, "sha256"));
      case OTHER_LEAF -> {
        everyoneReceived(evidence, here, text(evidence, "sha256"));
        none(
            count(controls, Arm.BASE, seen -> isLeaf(seen, text(evidence, "sha256"))),
            "controls with the other leaf");
      }
      case NOTHING_FAILS -> {
        same(evidence, "trials", count(controls, Arm.BASE, seen -> true));
        same(evidence, "failed", count(controls, Arm.BASE, seen -> !passes(seen)));
      }
      default -> {}
    }
    return List.copyOf(objections);
  }

  /** The trials, and failures with each word: all of these words, and no more than there are. */
  private void failures(Evidence evidence, Arm arm, List<VantageId> here) {
    if (arm == Arm.REFERENCE) {
      most(evidence, "trials", count(here, arm, seen -> true));
    } else {
      same(evidence, "trials", count(here, arm, seen -> true));
    }
    most(evidence, "failed", count(here, arm, seen -> !passes(seen)));
    var words = text(evidence, "word");
    if (words.isEmpty()) {
      return;
    }
    int failed = number(evidence, "failed");
    if (!words.contains(", ") && !Character.isDigit(words.charAt(0))) {
      int there = count(here, arm, seen -> isFailure(seen, words));
      if (failed > there) {
        objections.add(failed + " failures are called " + words + ", which " + there + " are");
      }
      return;
    }
    int sum = 0;
    for (var piece : words.split(", ", -1)) {
      if (!piece.equals("…")) {
        var parts = piece.split(" ", 2);
        sum += Integer.parseInt(parts[0]);
        int there = count(here, arm, seen -> isFailure(seen, parts[1]));
        if (Integer.parseInt(parts[0]) > there) {
          objections.add(piece + ", of which there are " + there);
        }
      }
    }
    if (sum > failed || (sum < failed && !words.endsWith("…"))) {
      objections.add("the words count " + sum + " of " + failed + " failures");
    }
  }

  private void passes(Evidence evidence, Arm arm, List<VantageId> controls) {
    same(evidence, "trials", count(controls, arm, seen -> true));
    same(evidence, "passed", count(controls, arm, EvidenceRecount::passes));
  }

  private void same(Evidence evidence, String key, int counted) {
    if (number(evidence, key) != counted) {
      objections.add(key + " is " + counted);
    }
  }

  private void most(Evidence evidence, String key, int counted) {
    if (number(evidence, key) > counted) {
      objections.add(key + " is at most " + counted);
    }
  }

  private void none(int counted, String what) {
    if (counted > 0) {
      objections.add(counted + " with the " + what);
    }
  }

  private void everyoneReceived(Evidence evidence, List<VantageId> here, String leaf) {
    for (var vantage : here) {
      if (!received(vantage, leaf)) {
        objections.add(vantage.name() + " did not receive " + leaf + " of " + evidence.kind());
      }
    }
  }

  private boolean received(VantageId vantage, String leaf) {
    return observations.stream()
        .filter(seen -> seen.key().vantage().equals(vantage))
        .filter(seen -> seen.key().arm() != Arm.REFERENCE)
        .anyMatch(seen -> isLeaf(seen, leaf));
  }

  private static boolean isLeaf(Observation seen, String leaf) {
    return seen.steps().tls().stream()
        .flatMap(tls -> tls.chain().stream().limit(1))
        .anyMatch(one -> one.sha256().equals(leaf));
  }

  private int count(List<VantageId> vantages, Arm arm, Predicate<Observation> which) {
    return (int)
        observations.stream()
            .filter(seen -> seen.key().arm() == arm && vantages.contains(seen.key().vantage()))
            .filter(which)
            .count();
  }

  private static Optional<Failure> failure(Observation seen) {
    return seen.outcome() instanceof Outcome.Failed failed
        ? Optional.of(failed.failure())
        : Optional.empty();
  }

  private static boolean passes(Observation seen) {
    return failure(seen).map(failure -> isBehindTheHandshake(seen, failure)).orElse(true);
  }

  private static boolean isBehindTheHandshake(Observation seen, Failure failure) {
    return HANDSHAKES.contains(seen.key().arm())
        && (failure.word().isCertificate() || failure.step() == Step.HTTP);
  }

  private static boolean isFailure(Observation seen, String words) {
    return failure(seen).filter(failure -> failure.kind().text().equals(words)).isPresent();
  }

  private static Arm arm(Evidence evidence) {
    return Arm.of(text(evidence, "arm")).orElseThrow();
  }

  private static String text(Evidence evidence, String key) {
    return evidence.parameters().getOrDefault(key, "");
  }

  private static int number(Evidence evidence, String key) {
    return Integer.parseInt(text(evidence, key));
  }
}

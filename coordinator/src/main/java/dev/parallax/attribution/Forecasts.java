package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each suspect predicts that an arm would show, over all kin at once. What is not known of a
 * cause, or of the server's manners, is drawn once and holds everywhere, as {@link Doubts} and
 * {@link Pools} have it: so an arm that the suspects predict nothing for tells nothing.
 */
final class Forecasts {
  private static final double SPARED = 0.45;
  private static final double HIT = 0.45;

  /** What sound servers answer less often than this is left out. */
  private static final double RARE = 0.04;

  /** Some pass and some fail. */
  private static final long MIXED = Sight.COUNT;

  private static final long ELSE = MIXED + 1;

  private final Table table;
  private final Map<Arm, Pool> pools = new EnumMap<>(Arm.class);
  private final List<String> known;

  /** What a cause does to an arm, where it reaches. */
  private enum Fate {
    ACTS,
    /** Now and then. */
    MIXES,
    SPARES,
    ELSE
  }

  /** One way the unknowns may come out. */
  private record Draw(long sound, List<Fate> fates, double chance) {}

  Forecasts(Table table) {
    this.table = table;
    table.rows().stream().flatMap(row -> row.cells().stream()).forEach(this::know);
    this.known = Tried.mostSeenFirst(table);
  }

  private void know(Cell cell) {
    var pool = cell.pool();
    if (pool != null) {
      pools.putIfAbsent(cell.arm(), pool);
    }
  }

  /**
   * Chances of answers; equal keys are equal answers.
   *
   * @param trials of the arm in all, at vantages alike
   */
  Map<Long, Double> answers(Suspect suspect, Arm arm, List<Kin> kin, int trials) {
    if (arm == Arm.TTL_WALK) {
      return hops(suspect, kin);
    }
    var chances = new LinkedHashMap<Long, Double>();
    for (var draw : draws(suspect, arm, trials)) {
      long key = 17;
      for (var one : kin) {
        key = fold(key, suspect, arm, one, draw);
      }
      chances.merge(key, draw.chance(), Double::sum);
    }
    return chances;
  }

  /** Whether these suspects would have this kin answer differently. */
  boolean tells(List<Suspect> suspects, Arm arm, Kin kin) {
    if (arm == Arm.TTL_WALK) {
      return suspects.stream().anyMatch(one -> one.touches(kin.first()));
    }
    var first = certain(suspects.getFirst(), arm, kin);
    return suspects.stream().anyMatch(one -> certain(one, arm, kin) != first);
  }

  private long certain(Suspect suspect, Arm arm, Kin kin) {
    var fates = suspect.causes().stream().map(cause -> Fate.ACTS).toList();
    return fold(17, suspect, arm, kin, new Draw(Sight.OK.index(), fates, 1)) * 31
        + (doubts(suspect, arm) && suspect.touches(kin.first()) ? 1 : 0);
  }

  private static boolean doubts(Suspect suspect, Arm arm) {
    return suspect.causes().stream().anyMatch(cause -> isUnsure(cause, arm));
  }

  private static boolean isUnsure(Hypothesis cause, Arm arm) {
    return cause.mechanism().reactions().to(arm) == Mechanism.Reaction.UNSURE;
  }

  private long fold(long key, Suspect suspect, Arm arm, Kin kin, Draw draw) {
    var folded = key;
    for (var address : addresses(arm, kin)) {
      folded = folded * 31 + shown(suspect, arm, kin, address, draw);
    }
    return folded;
  }

  private List<String> addresses(Arm arm, Kin kin) {
    return switch (arm) {
      case PINNED_ADDRESS -> known.stream().limit(1).toList();
      case PEER_ADDRESSES -> known.stream().skip(1).toList();
      default -> kin.addresses().isEmpty() ? List.of("") : kin.addresses();
    };
  }

  private long shown(Suspect suspect, Arm arm, Kin kin, String address, Draw draw) {
    var stands = table.addresses().vouched().contains(address);
    var cell = new Cell(new Cell.Key(arm, "", address), stands, NOTHING, EXPECTED, null);
    for (int i = 0; i < suspect.causes().size(); i++) {
      var cause = suspect.causes().get(i);
      var reaction = cause.reaction(kin.first(), cell);
      if (reaction == null || draw.fates().get(i) == Fate.SPARES) {
        continue;
      }
      return switch (draw.fates().get(i)) {
        case ACTS -> shown(cause, reaction);
        case MIXES -> MIXED;
        case ELSE, SPARES -> ELSE + i;
      };
    }
    return draw.sound();
  }

  private static final int[] NOTHING = new int[Sight.COUNT];
  private static final double[] EXPECTED = new double[Sight.COUNT];

  private static long shown(Hypothesis cause, Mechanism.Reaction reaction) {
    return switch (reaction) {
      case HIT, UNSURE -> cause.sight().index();
      case HIT_EARLY -> Sight.CUT_BEFORE_HELLO.index();
      case HIT_NAME -> Sight.NAME_UNRESOLVED.index();
    };
  }

  private List<Draw> draws(Suspect suspect, Arm arm, int trials) {
    List<Draw> draws = new ArrayList<>();
    var noise = Strikes.noise(trials);
    sound(arm)
        .forEach(
            (sight, chance) -> {
              draws.add(new Draw(sight.index(), List.of(), chance * (1 - noise)));
              draws.add(new Draw(MIXED, List.of(), chance * noise));
            });
    for (var cause : suspect.causes()) {
      var fates = fates(cause, arm, trials);
      var more = new ArrayList<Draw>();
      for (var draw : draws) {
        fates.forEach((fate, chance) -> more.add(with(draw, fate, chance)));
      }
      draws.clear();
      draws.addAll(more);
    }
    return draws;
  }

  private static Draw with(Draw draw, Fate fate, double chance) {
    var fates = new ArrayList<>(draw.fates());
    fates.add(fate);
    return new Draw(draw.sound(), fates, draw.chance() * chance);
  }

  /** What a sound server answers: learned where it was asked, else as servers usually do. */
  private Map<Sight, Double> sound(Arm arm) {
    var pool = pools.get(arm);
    var sound = new EnumMap<Sight, Double>(Sight.class);
    for (var sight : Sight.values()) {
      var chance =
          pool == null
              ? Priors.manners(arm).getOrDefault(sight, 0.0)
              : pool.manner()[sight.index()];
      if (chance > RARE) {
        sound.put(sight, chance);
      }
    }
    var all = sound.values().stream().mapToDouble(one -> one).sum();
    sound.replaceAll((sight, chance) -> chance / all);
    return sound;
  }

  private static Map<Fate, Double> fates(Hypothesis cause, Arm arm, int trials) {
    var doubtful = isUnsure(cause, arm);
    var hit = doubtful ? HIT : 1;
    var strikes = Strikes.of(cause);
    var acts = cause.always() ? 1 : strikes.each(trials);
    var spares = cause.always() ? 0 : strikes.none(trials);
    var fates = new EnumMap<Fate, Double>(Fate.class);
    fates.put(Fate.ACTS, hit * acts);
    fates.put(Fate.MIXES, hit * (1 - acts - spares));
    fates.put(Fate.SPARES, hit * spares + (doubtful ? SPARED : 0));
    fates.put(Fate.ELSE, doubtful ? 1 - SPARED - HIT : 0);
    fates.values().removeIf(chance -> chance <= 1e-9);
    return fates;
  }

  /** Which hop a walk finds: the last ones are everybody's. */
  private static Map<Long, Double> hops(Suspect suspect, List<Kin> kin) {
    var chances = new LinkedHashMap<Long, Double>();
    var walked = suspect.causes().stream().filter(cause -> touches(cause, kin)).findFirst();
    var likely = walked.map(cause -> HopEvidence.likely(cause.id())).orElse(new double[] {1});
    for (int i = 0; i < likely.length; i++) {
      chances.put((long) i + (walked.isEmpty() ? likely.length : 0), likely[i]);
    }
    return chances;
  }

  private static boolean touches(Hypothesis cause, List<Kin> kin) {
    return kin.stream().anyMatch(one -> cause.touches(one.first()));
  }
}

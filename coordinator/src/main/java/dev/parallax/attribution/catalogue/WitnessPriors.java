package dev.parallax.attribution.catalogue;

import dev.parallax.model.verdict.Cause;
import java.util.Collections;
import java.util.List;

/**
 * The weights of far-end reports, TTL walks and resolved addresses against a hypothesis. The
 * probabilities are expert judgement, as natural logarithms where the name contains LOG.
 */
public final class WitnessPriors {
  private WitnessPriors() {}

  /**
   * The maximum number of networks that count: a hundred witnesses of one kind are not a hundred
   * times stronger, and paths to one target share their last hops.
   */
  public static final int NETWORKS = 3;

  /** A far end contradicts a true hypothesis, for each network. */
  public static final double LOG_CONTRADICTED = StrictMath.log(0.01);

  /** Another system answers at the address from one network, and the fault is on the path. */
  public static final double LOG_OTHER_SERVER = StrictMath.log(0.05);

  /** A slowed path of one network ends connections at once, or lets no byte of the server pass. */
  public static final double LOG_NO_PROGRESS = StrictMath.log(0.05);

  /** The resolver of one network returns addresses that no other returns, and they are genuine. */
  public static final double LOG_ADDRESSES_DIFFER = StrictMath.log(0.05);

  /** An address that the resolvers of one network return is a faulty address of the origin. */
  public static final double LOG_ADDRESS_IS_ORIGINS = StrictMath.log(0.004);

  /**
   * The same, and the zone's own name servers give that network other addresses at every query: a
   * resolver keeps a former address beyond its TTL.
   */
  public static final double LOG_ADDRESS_IS_FORMER = StrictMath.log(0.000_1);

  /**
   * A fault on the path of a part of the vantages lies behind a router that other vantages pass.
   */
  public static final double LOG_PASSED_BY_OTHERS = StrictMath.log(0.1);

  /** The distances to the target that are distinguished: 0 to 3 hops, and more. */
  public static final int DISTANCES = 5;

  /** A fault anywhere on the path. */
  public static final double ANYWHERE = 1.0 / DISTANCES;

  private static final List<Double> SERVICE = List.of(0.90, 0.06, 0.02, 0.01, 0.01);
  private static final List<Double> EDGE = List.of(0.33, 0.40, 0.20, 0.045, 0.025);
  private static final List<Double> PATH = List.of(0.04, 0.10, 0.16, 0.20, 0.50);
  private static final List<Double> UNPREDICTED = Collections.nCopies(DISTANCES, ANYWHERE);

  /** The probability of each distance between fault and target, 0 to 3 hops and more. */
  public static List<Double> distances(Cause id) {
    return switch (id.family()) {
      case SERVICE -> SERVICE;
      case EDGE -> EDGE;
      case PATH -> PATH;
      case HEALTHY, NAME, VANTAGE, UNKNOWN -> UNPREDICTED;
    };
  }
}

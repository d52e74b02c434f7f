package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.SweepRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The first round of a sweep.
 *
 * @param vantages of the first draw
 * @param eligible the number of vantages that the selector matches
 * @param first the first round
 * @param mostTrials of all rounds over all vantages
 * @param ceiling of handshakes at one host, over all vantages
 * @param mostHandshakes of all rounds, over all vantages and addresses
 * @param longest the duration of the sweep at most
 * @param family the only probed address family
 */
public record SweepPreview(
    List<Vantage> vantages,
    int eligible,
    Set<VantageId> inside,
    PlannedRound first,
    long mostTrials,
    HandshakeCeiling ceiling,
    long mostHandshakes,
    Duration longest,
    Family family) {
  public SweepPreview {
    vantages = List.copyOf(vantages);
    inside = Set.copyOf(inside);
  }

  /** The preview of a drawn sweep. */
  public static SweepPreview of(SweepRequest request, SweepHeader header, Planner planner) {
    var vantages = header.vantages();
    var inside = header.inside().keySet();
    int reserve = header.reserve().size();
    int most = vantages.size() + Math.min(reserve, request.limits().vantages());
    return new SweepPreview(
        vantages,
        vantages.size() + reserve,
        inside,
        planner.first(request, vantages, inside, header.id()),
        planner.most(request, most),
        request.limits().ceiling(),
        planner.mostHandshakes(request, most),
        planner.longest(request, most),
        request.family());
  }
}

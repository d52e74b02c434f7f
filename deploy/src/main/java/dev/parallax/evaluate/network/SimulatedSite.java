package dev.parallax.evaluate.network;

import dev.parallax.model.Target;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The target as its owner runs it, before anything is wrong.
 *
 * @param near for each address the region it is in, or empty for all
 * @param geo whether a resolver gives those of the client's region alone
 * @param leaves a chain for each address
 */
public record SimulatedSite(
    Target target,
    List<InetAddress> addresses,
    List<String> near,
    boolean geo,
    List<SimulatedChain> leaves,
    ServerBehaviour manners) {

  public String host() {
    return target.host();
  }

  public List<InetAddress> answers(SimulatedVantage place) {
    if (!geo) {
      return addresses;
    }
    var own =
        IntStream.range(0, addresses.size())
            .filter(i -> near.get(i).equals(place.region()))
            .mapToObj(addresses::get)
            .toList();
    return own.isEmpty() ? addresses.subList(0, 1) : own;
  }

  public SimulatedChain chain(InetAddress address) {
    return leaves.get(Math.max(0, addresses.indexOf(address)));
  }
}

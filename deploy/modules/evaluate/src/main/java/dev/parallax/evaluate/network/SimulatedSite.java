package dev.parallax.evaluate.network;

import dev.parallax.model.endpoint.Target;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The target before any fault.
 *
 * @param near for each address its region, or empty for all regions
 * @param geo whether a resolver returns only the addresses of the client's region
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

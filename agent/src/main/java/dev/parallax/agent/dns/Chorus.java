package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsReply;
import dev.parallax.model.observation.DnsStep.AddressRecord;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The replies to a query that was sent once. Several different replies mean that more than one
 * server answers.
 */
final class Chorus {
  private static final int LIMIT = 16;

  private Optional<DnsReply.Answered> first = Optional.empty();
  private final List<AddressRecord> conflicting = new ArrayList<>();

  void hear(DnsReply.Answered answered) {
    if (first.isEmpty()) {
      first = Optional.of(answered);
    } else if (conflicting.size() < LIMIT) {
      conflicting.addAll(news(addresses(first.get().answers()), answered));
    }
  }

  private static List<AddressRecord> news(Set<InetAddress> known, DnsReply.Answered answered) {
    return answered.answers().stream().filter(answer -> !known.contains(answer.address())).toList();
  }

  private static Set<InetAddress> addresses(List<AddressRecord> answers) {
    return answers.stream().map(AddressRecord::address).collect(Collectors.toUnmodifiableSet());
  }

  List<AddressRecord> conflicting() {
    return List.copyOf(conflicting);
  }
}

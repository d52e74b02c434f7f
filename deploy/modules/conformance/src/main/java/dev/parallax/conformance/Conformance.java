package dev.parallax.conformance;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command {@code deploy/certificates}. */
public final class Conformance {
  private static final int OPPOSED = 1;
  private static final int USAGE = 2;

  private Conformance() {}

  /** Exits as {@link #run} returns. */
  public static void main(String... words) {
    System.exit(run(List.of(words), Clock.systemUTC(), System.out, System.err));
  }

  /**
   * Prints the table of differences and a summary line.
   *
   * @return 0; 1 when all clients contradict the validator on a case; 2 when the command line or a
   *     file is invalid, with one line on {@code err}
   */
  static int run(List<String> words, Clock clock, PrintStream out, PrintStream err) {
    try {
      var options = Options.parse(words);
      var comparison = compare(options, clock);
      comparison.table(options.all()).forEach(out::println);
      outside(comparison, out);
      comparison.opposition().forEach(out::println);
      out.println(comparison.summary());
      return comparison.opposed().isEmpty() ? 0 : OPPOSED;
    } catch (IllegalArgumentException | SuiteFileException unusable) {
      err.println("certificates: " + unusable.getMessage());
      return USAGE;
    }
  }

  private static ClientComparison compare(Options options, Clock clock) throws SuiteFileException {
    var cases = SuiteFile.read(options.suite());
    var clients = new ArrayList<ClientResults>();
    for (var file : options.clients()) {
      clients.addAll(ClientResults.read(file));
    }
    known(options.agreeing(), clients);
    var now = clock.instant();
    return new ClientComparison(
        cases.stream().filter(it -> it.outside().isEmpty()).map(it -> Judged.of(it, now)).toList(),
        clients,
        options.agreeing(),
        cases.stream().filter(it -> it.outside().isPresent()).toList());
  }

  private static void known(Set<String> agreeing, List<ClientResults> clients) {
    var names = clients.stream().map(ClientResults::client).toList();
    for (var name : agreeing) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "--agreeing: expected clients of the tables ("
                + String.join(", ", names)
                + "), got: "
                + name);
      }
    }
  }

  private static void outside(ClientComparison comparison, PrintStream out) {
    var reasons =
        comparison.outside().stream()
            .flatMap(it -> it.outside().stream())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    reasons.forEach((reason, count) -> out.println("not asked: " + count + " (" + reason + ")"));
  }
}

package dev.parallax.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of {@code deploy/certificates}.
 *
 * @param clients tables of other clients' results
 * @param all whether cases without a difference are printed as well
 */
record Options(Path suite, List<Path> clients, boolean all) {
  private static final String CLIENTS = "--clients";

  Options {
    clients = List.copyOf(clients);
  }

  /**
   * @throws IllegalArgumentException naming the word that was not expected
   */
  static Options parse(List<String> words) {
    var suites = new ArrayList<Path>();
    var clients = new ArrayList<Path>();
    boolean all = false;
    for (var rest = words.iterator(); rest.hasNext(); ) {
      var word = rest.next();
      if (word.equals(CLIENTS)) {
        clients.add(file(rest.hasNext() ? rest.next() : ""));
      } else if (word.equals("--all")) {
        all = true;
      } else if (word.startsWith("-")) {
        throw new IllegalArgumentException("expected FILE, --clients FILE or --all, got: " + word);
      } else {
        suites.add(Path.of(word));
      }
    }
    if (suites.size() != 1) {
      throw new IllegalArgumentException("expected one FILE of a suite, got " + suites.size());
    }
    return new Options(suites.getFirst(), clients, all);
  }

  private static Path file(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("--clients takes a FILE, got nothing");
    }
    return Path.of(word);
  }
}

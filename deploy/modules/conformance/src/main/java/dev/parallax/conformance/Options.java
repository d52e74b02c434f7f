package dev.parallax.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The command line of {@code deploy/certificates}.
 *
 * @param clients tables of other clients' results; the table beside the suite, if there is one,
 *     when none is named
 * @param agreeing names of the clients whose agreement counts; every client of the tables when
 *     empty
 * @param all whether cases without a difference are printed as well
 */
record Options(Path suite, List<Path> clients, Set<String> agreeing, boolean all) {
  private static final String CLIENTS = "--clients";
  private static final String AGREEING = "--agreeing";
  private static final String SUITE = ".jsonl";
  private static final String TABLE = ".clients.tsv";

  Options {
    clients = List.copyOf(clients);
    agreeing = Set.copyOf(agreeing);
  }

  /**
   * @throws IllegalArgumentException naming the word that was not expected
   */
  static Options parse(List<String> words) {
    var suites = new ArrayList<Path>();
    var clients = new ArrayList<Path>();
    var agreeing = new HashSet<String>();
    boolean all = false;
    for (var rest = words.iterator(); rest.hasNext(); ) {
      var word = rest.next();
      if (word.equals(CLIENTS)) {
        clients.add(file(rest.hasNext() ? rest.next() : ""));
      } else if (word.equals(AGREEING)) {
        agreeing.addAll(names(rest.hasNext() ? rest.next() : ""));
      } else if (word.equals("--all")) {
        all = true;
      } else if (word.startsWith("-")) {
        throw new IllegalArgumentException(
            "expected FILE, --clients FILE, --agreeing NAMES or --all, got: " + word);
      } else {
        suites.add(Path.of(word));
      }
    }
    if (suites.size() != 1) {
      throw new IllegalArgumentException("expected one FILE of a suite, got " + suites.size());
    }
    var suite = suites.getFirst();
    return new Options(suite, clients.isEmpty() ? beside(suite) : clients, agreeing, all);
  }

  /** {@code x509-limbo.clients.tsv} of {@code x509-limbo.jsonl}. */
  private static List<Path> beside(Path suite) {
    var name = String.valueOf(suite.getFileName());
    var stem = name.endsWith(SUITE) ? name.substring(0, name.length() - SUITE.length()) : name;
    var table = suite.resolveSibling(stem + TABLE);
    return Files.isRegularFile(table) ? List.of(table) : List.of();
  }

  private static List<String> names(String word) {
    var names = Arrays.stream(word.split(",", -1)).map(String::strip).toList();
    if (names.size() < 2 || names.contains("")) {
      throw new IllegalArgumentException(
          "--agreeing takes two NAMES or more with commas, got: "
              + (word.isEmpty() ? "nothing" : word));
    }
    return names;
  }

  private static Path file(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("--clients takes a FILE, got nothing");
    }
    return Path.of(word);
  }
}

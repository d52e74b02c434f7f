package dev.parallax.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of the validator, of the suite's authors and of other clients.
 *
 * @param agreeing names of the clients whose agreement counts; all of them when empty
 */
record ClientComparison(
    List<Judged> judged,
    List<ClientResults> clients,
    Set<String> agreeing,
    List<ChainCase> outside) {
  private static final String GAP = "  ";

  ClientComparison {
    judged = List.copyOf(judged);
    clients = List.copyOf(clients);
    agreeing = Set.copyOf(agreeing);
    outside = List.copyOf(outside);
  }

  /** Cases whose result differs from the result that the suite's authors expect. */
  List<Judged> unexpected() {
    return judged.stream().filter(it -> it.result() != it.example().expected()).toList();
  }

  /**
   * Cases with results of two or more of the clients whose agreement counts, all of which differ
   * from the validator's. A case that one of several named clients did not run is not among them.
   */
  List<Judged> opposed() {
    return judged.stream().filter(this::isOpposed).toList();
  }

  private boolean isOpposed(Judged judged) {
    var otherResults = results(judged, counted());
    return otherResults.size() >= Math.max(2, agreeing.size())
        && otherResults.stream().allMatch(it -> it == otherResults.getFirst())
        && otherResults.getFirst() != judged.result();
  }

  private List<ClientResults> counted() {
    return clients.stream()
        .filter(client -> agreeing.isEmpty() || agreeing.contains(client.client()))
        .toList();
  }

  private static List<ClientResult> results(Judged judged, List<ClientResults> clients) {
    return clients.stream()
        .map(client -> client.of(judged.example().id()))
        .filter(result -> result != ClientResult.ABSENT)
        .toList();
  }

  private boolean differs(Judged judged) {
    return judged.result() != judged.example().expected()
        || results(judged, clients).stream().anyMatch(other -> other != judged.result());
  }

  /** The table of differences, or of all cases. */
  List<String> table(boolean all) {
    var rows = new ArrayList<List<String>>();
    rows.add(header());
    judged.stream().filter(example -> all || differs(example)).map(this::row).forEach(rows::add);
    return rows.size() == 1 ? List.of() : aligned(rows);
  }

  private List<String> header() {
    var names = clients.stream().map(client -> client.client().toUpperCase(Locale.ROOT));
    return Stream.of(Stream.of("", "CASE", "PARALLAX", "SUITE"), names, Stream.of("DETAIL"))
        .flatMap(it -> it)
        .toList();
  }

  private List<String> row(Judged judged) {
    var id = judged.example().id();
    var mark = isOpposed(judged) ? "✗" : differs(judged) ? "≠" : "";
    var suite = judged.example().expected().text();
    var texts = clients.stream().map(client -> client.of(id).text());
    return Stream.of(Stream.of(mark, id, judged.word(), suite), texts, Stream.of(judged.detail()))
        .flatMap(it -> it)
        .toList();
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    var widths = new int[columns];
    for (var row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      var cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  /** The cases of {@link #opposed}, a line each, with the clients that agree. */
  List<String> opposition() {
    var names = counted().stream().map(ClientResults::client).collect(Collectors.joining(", "));
    return opposed().stream()
        .map(
            it ->
                "against Parallax (%s): %s, Parallax %s"
                    .formatted(names, it.example().id(), it.result().text()))
        .toList();
  }

  /** E.g. {@code 182 cases: 16 not as the suite expects; …}. */
  String summary() {
    var against =
        clients.stream()
            .map(client -> differing(client) + " from " + client.client())
            .collect(Collectors.joining(", "));
    var named = against.isEmpty() ? "" : "; different " + against;
    return "%d cases: %d not as the suite expects%s; %s against Parallax: %d; not asked: %d"
        .formatted(
            judged.size(),
            unexpected().size(),
            named,
            agreeing.isEmpty() ? "all clients" : String.join(", ", new TreeSet<>(agreeing)),
            opposed().size(),
            outside.size());
  }

  private long differing(ClientResults client) {
    return judged.stream()
        .filter(example -> client.of(example.example().id()) != ClientResult.ABSENT)
        .filter(nextJudged -> client.of(nextJudged.example().id()) != nextJudged.result())
        .count();
  }
}

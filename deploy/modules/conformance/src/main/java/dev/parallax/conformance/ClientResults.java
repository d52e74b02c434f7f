package dev.parallax.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of one client for the cases of a suite.
 *
 * @param results by the case's id
 */
record ClientResults(String client, Map<String, ClientResult> results) {
  private static final String ID = "id";

  /** The clients of a table without a header. */
  private static final List<String> USUAL = List.of(ID, "OpenSSL", "", "GnuTLS", "");

  ClientResults {
    results = Map.copyOf(results);
  }

  ClientResult of(String id) {
    return results.getOrDefault(id, ClientResult.ABSENT);
  }

  /**
   * The clients of a table of tab-separated columns. Its header, if present, begins with {@code id}
   * and names the client of each column; columns without a name are messages.
   *
   * @throws SuiteFileException naming the line and what was expected
   */
  static List<ClientResults> read(Path file) throws SuiteFileException {
    var rows = SuiteFile.lines(file);
    boolean headed = !rows.isEmpty() && columns(rows.getFirst()).getFirst().equals(ID);
    var header = headed ? columns(rows.getFirst()) : USUAL;
    var results = new LinkedHashMap<Integer, Map<String, ClientResult>>();
    for (int column = 1; column < header.size(); column++) {
      if (!header.get(column).isEmpty()) {
        results.put(column, new LinkedHashMap<>());
      }
    }
    for (int row = headed ? 1 : 0; row < rows.size(); row++) {
      add(file, row + 1, columns(rows.get(row)), results);
    }
    var clients = new ArrayList<ClientResults>();
    results.forEach((column, read) -> clients.add(new ClientResults(header.get(column), read)));
    return clients;
  }

  private static void add(
      Path file, int line, List<String> columns, Map<Integer, Map<String, ClientResult>> results)
      throws SuiteFileException {
    for (var client : results.entrySet()) {
      if (columns.size() <= client.getKey()) {
        throw new SuiteFileException(
            file, line, "expected " + (client.getKey() + 1) + " columns, got " + columns.size());
      }
      var word = columns.get(client.getKey());
      try {
        if (!word.isEmpty()) {
          client.getValue().put(columns.getFirst(), ClientResult.parse(word));
        }
      } catch (IllegalArgumentException unknown) {
        throw new SuiteFileException(file, line, String.valueOf(unknown.getMessage()));
      }
    }
  }

  private static List<String> columns(String row) {
    return List.of(row.split("\t", -1));
  }
}

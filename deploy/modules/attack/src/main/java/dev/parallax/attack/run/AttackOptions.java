package dev.parallax.attack.run;

import dev.parallax.attack.Attack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@code deploy/attack}.
 *
 * @param names parts of names of the attacks to run; empty runs all of them
 * @param json the file for the table in JSON
 */
record AttackOptions(List<String> names, Optional<Path> json) {
  private static final String JSON = "json=";

  AttackOptions {
    names = List.copyOf(names);
  }

  /**
   * @throws IllegalArgumentException naming the word that was not expected
   */
  static AttackOptions parse(List<String> words) {
    var names = new ArrayList<String>();
    Optional<Path> json = Optional.empty();
    for (var rest = words.iterator(); rest.hasNext(); ) {
      var word = rest.next();
      if (word.equals("-o") && rest.hasNext()) {
        json = Optional.of(jsonFile(rest.next()));
      } else if (word.startsWith("-")) {
        throw new IllegalArgumentException(
            "expected attacks or -o json=FILE, see --help, got: " + word);
      } else {
        names.add(word);
      }
    }
    return new AttackOptions(names, json);
  }

  private static Path jsonFile(String output) {
    if (!output.startsWith(JSON) || output.length() == JSON.length()) {
      throw new IllegalArgumentException("-o takes json=FILE, got: " + output);
    }
    return Path.of(output.substring(JSON.length()));
  }

  boolean wants(Attack attack) {
    return names.isEmpty() || names.stream().anyMatch(attack.name()::contains);
  }
}

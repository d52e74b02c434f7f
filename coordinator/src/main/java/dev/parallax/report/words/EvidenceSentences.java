package dev.parallax.report.words;

import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentence of a piece of evidence. */
record EvidenceSentences(Catalogue catalogue, Sentences sentences) {
  /** For this many connect times, the sentence states only that it was late. */
  private static final double FAR_LATER = 100;

  String text(Evidence evidence) {
    var parameters = new HashMap<>(evidence.parameters());
    parameters.put("who", catalogue.names(evidence.failing()));
    parameters.put("controls", catalogue.names(evidence.controls()));
    parameters.computeIfPresent(
        "word", (key, word) -> word.isEmpty() ? sentences.get("word.none") : word);
    parameters.computeIfPresent(
        "amounts", (key, word) -> sentences.fill("amounts." + word, evidence.parameters()));
    parameters.computeIfPresent("reason", (key, word) -> notRun(word, evidence.parameters()));
    if (evidence.kind() == FindingKind.HOST_CHANGED) {
      parameters.computeIfPresent(
          "fact", (key, fact) -> sentences.find("aspect." + fact).orElse(fact));
    }
    parameters.computeIfPresent(
        "trait",
        (key, word) -> sentences.find("trait." + word.toUpperCase(Locale.ROOT)).orElse(word));
    parameters.computeIfPresent(
        "certificate", (key, word) -> certificate(word, evidence.parameters()));
    if (evidence.kind() == FindingKind.SERVER_CHANGED) {
      parameters.putAll(changed(evidence.parameters()));
    }
    history(parameters);
    if (evidence.kind() == FindingKind.HOP_LOCATED) {
      parameters.put("place", hop(evidence.parameters()));
    }
    return catalogue.sentence(
        sentences.fill("evidence." + evidence.kind() + variant(evidence), parameters));
  }

  /** The step, the place of the slow vantages and the pace of the references, in words. */
  private void history(Map<String, String> parameters) {
    var known = Map.copyOf(parameters);
    parameters.computeIfPresent("step", (key, step) -> sentences.find("step." + step).orElse(step));
    parameters.computeIfPresent(
        "place",
        (key, place) ->
            sentences.find("slow.place." + place).isPresent()
                ? sentences.fill("slow.place." + place, known)
                : place);
    parameters.computeIfPresent(
        "references", (key, pace) -> sentences.find("slow.references." + pace).orElse(pace));
  }

  /** With the beginnings of the hashes of certificates. */
  private Map<String, String> changed(Map<String, String> parameters) {
    var aspect = parameters.getOrDefault("aspect", "");
    var words = new HashMap<String, String>();
    words.put("aspect", sentences.find("changed." + aspect).orElse(aspect));
    if (aspect.equals("leaf")) {
      words.put("before", hashes(parameters.getOrDefault("before", "")));
      words.put("after", hashes(parameters.getOrDefault("after", "")));
    }
    return words;
  }

  private static String hashes(String joined) {
    return Stream.of(joined.split(", ", -1))
        .map(hash -> hash.substring(0, Math.min(Sentences.HASH_SHOWN, hash.length())))
        .collect(Collectors.joining(", "));
  }

  /** The reason why trials did not run, with the agent's own text. */
  private String notRun(String reason, Map<String, String> parameters) {
    var detail = parameters.getOrDefault("said", "");
    var words = sentences.find("notrun." + reason.toUpperCase(Locale.ROOT)).orElse(reason);
    return detail.isEmpty() ? words : words + " (" + detail + ")";
  }

  /** A certificate by its place in the chain, with its subject. */
  private String certificate(String place, Map<String, String> parameters) {
    return sentences.fill("certificate." + (place.isEmpty() ? "notSent" : place), parameters);
  }

  /** {@code hop 3 or 4 of 9; router there: …}, with the known parts. */
  private String hop(Map<String, String> known) {
    var from = known.getOrDefault("from", "");
    var to = known.getOrDefault("to", from);
    var place = sentences.fill(from.equals(to) ? "hop.single" : "hop.either", known);
    for (var more : List.of("of", "router")) {
      if (!known.getOrDefault(more, "").isEmpty()) {
        place =
            sentences.fill("hop." + more, Map.of("hop", place, more, known.getOrDefault(more, "")));
      }
    }
    return place;
  }

  /** The choice between several sentences, for readability. */
  private static String variant(Evidence evidence) {
    return switch (evidence.kind()) {
      case BREAK_TIMING -> ratio(evidence) > FAR_LATER ? ".late" : "";
      case AUTHORITY_REVOKES ->
          evidence.parameters().getOrDefault("said", "").isEmpty() ? "" : ".reason";
      case SERVER_CHANGED -> evidence.controls().isEmpty() ? "" : ".partly";
      case HOST_CHANGED -> evidence.controls().isEmpty() ? "" : ".elsewhereSame";
      case BASE_FAILS, INSIDE_FAILS -> evidence.parameters().containsKey("status") ? ".status" : "";
      case REDIRECTED -> redirected(evidence);
      case REDIRECT_FAILS -> evidence.controls().isEmpty() ? "" : ".partly";
      case ANSWER_CUT, HANDSHAKE_CUT -> where(evidence);
      case SHOWN_FOR ->
          evidence.parameters().getOrDefault("untried", "").isEmpty() ? "" : ".partly";
      case OTHER_SERVER ->
          evidence.parameters().getOrDefault("trait", "").equals("leaf") ? ".leaf" : "";
      default -> "";
    };
  }

  /** Whether other vantages pass, and otherwise whether several vantages fail. */
  private static String where(Evidence evidence) {
    if (!evidence.controls().isEmpty()) {
      return ".partly";
    }
    return evidence.failing().size() > 1 ? ".everywhere" : "";
  }

  private static String redirected(Evidence evidence) {
    if (evidence.parameters().containsKey("said")) {
      return ".notRequested";
    }
    return evidence.parameters().containsKey("end") ? ".followed" : "";
  }

  private static double ratio(Evidence evidence) {
    try {
      return Double.parseDouble(evidence.parameters().getOrDefault("ratio", "0"));
    } catch (NumberFormatException words) {
      return 0;
    }
  }
}

package dev.parallax.watch.message;

import dev.parallax.report.words.IncidentWords;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several messages as one text: incidents with one cause are one section.
 *
 * @param messages 1 or more of one language
 */
public record Digest(List<Message> messages) {
  private static final int NAMES = 10;

  public Digest {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a digest has 1 or more messages, got: none");
    }
  }

  /** In one line. */
  public String title() {
    var groups = groups();
    return groups.size() == 1
        ? title(groups.getFirst())
        : words().say("digest", Map.of("count", Integer.toString(groups.size())));
  }

  /** Whether an incident of it goes on. */
  public boolean isFiring() {
    return messages.stream().anyMatch(Message::isFiring);
  }

  /** The lines of all sections; a section begins with its title where there are several. */
  public List<String> lines() {
    var groups = groups();
    var lines = new ArrayList<String>();
    for (var group : groups) {
      if (groups.size() > 1) {
        lines.add(title(group));
      }
      lines.addAll(section(group));
      lines.add("");
    }
    lines.removeLast();
    return lines;
  }

  /** The text, cut to a number of bytes in UTF-8. */
  public String text(int bytes) {
    return cut(String.join("\n", lines()), bytes);
  }

  /** The beginning of a text with at most this many bytes in UTF-8. */
  public static String cut(String text, int bytes) {
    int used = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int point = text.codePointAt(i);
      used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (used > bytes) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  private List<List<Message>> groups() {
    var groups = new LinkedHashMap<String, List<Message>>();
    messages.forEach(
        message -> groups.computeIfAbsent(message.group(), key -> new ArrayList<>()).add(message));
    return List.copyOf(groups.values());
  }

  private String title(List<Message> group) {
    var first = group.getFirst();
    var target =
        group.size() == 1
            ? first.target()
            : words().say("targets", Map.of("count", Integer.toString(group.size())));
    var subject = first.cause().equals(CertificateMessage.CAUSE) ? "certificate.title." : "title.";
    return words().say(subject + first.kind(), Map.of("target", target));
  }

  private List<String> section(List<Message> group) {
    var first = group.getFirst();
    var lines = new ArrayList<String>();
    lines.add(first.headline());
    if (group.size() > 1) {
      var names =
          group.stream().limit(NAMES).map(Message::target).collect(Collectors.joining(", "));
      add(lines, "named", group.size() > NAMES ? names + " …" : names);
    }
    add(lines, "since", first.since().truncatedTo(ChronoUnit.SECONDS).toString());
    first
        .closedAt()
        .ifPresent(at -> add(lines, "until", at.truncatedTo(ChronoUnit.SECONDS).toString()));
    add(lines, "affected", first.affected());
    if (first.isFiring()) {
      first.changes().forEach(change -> add(lines, "changed", change));
      add(lines, "remedy", first.remedy());
    }
    add(lines, "report", first.link());
    return lines;
  }

  private void add(List<String> lines, String key, String value) {
    if (!value.isEmpty()) {
      lines.add(words().say(key, Map.of("value", value)));
    }
  }

  private IncidentWords words() {
    return IncidentWords.of(messages.getFirst().language());
  }
}

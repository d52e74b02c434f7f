package dev.parallax.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A page as a screen reader has it: the browser's accessibility tree, in reading order. */
public final class AccessibilityTree {
  private static final Set<String> NAMED =
      Set.of("table", "columnheader", "rowheader", "image", "link", "button", "textbox", "heading");

  /** A mark without a meaning for screen readers. */
  private static final Pattern BARE_MARK = Pattern.compile("[✓✗~](\\s*[\\d.].*)?");

  private final Map<String, JsonNode> nodes = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int heading;
  private int mains;

  private AccessibilityTree() {}

  /** The defects of the open page; an empty list is expected. */
  public static List<String> complaints(Chromium browser) throws IOException {
    var heard = new AccessibilityTree();
    var tree = browser.call("Accessibility.getFullAXTree", Map.of()).path("nodes");
    tree.forEach(node -> heard.nodes.put(node.path("nodeId").asText(), node));
    heard.walk(tree.path(0));
    if (heard.mains != 1) {
      heard.complaints.add("expected one main part, got " + heard.mains);
    }
    if (browser.evaluate("document.documentElement.lang").asText().isEmpty()) {
      heard.complaints.add("the page's language is not told");
    }
    return heard.complaints;
  }

  private void walk(JsonNode node) {
    if (!node.path("ignored").asBoolean()) {
      look(node, role(node), text(node, "name"));
    }
    // The content of an image is not read out, only its name.
    if (!role(node).equals("image")) {
      node.path("childIds").forEach(id -> walk(nodes.getOrDefault(id.asText(), node.path("none"))));
    }
  }

  private void look(JsonNode node, String role, String name) {
    if (NAMED.contains(role) && name.isBlank()) {
      complaints.add(role + " without a name, " + node.path("nodeId"));
    }
    switch (role) {
      case "main" -> mains++;
      case "heading" -> heading(node, name);
      case "table" -> table(node, name);
      case "StaticText" -> {
        if (BARE_MARK.matcher(name.strip()).matches()) {
          complaints.add("a mark without its meaning: " + name);
        }
      }
      default -> {}
    }
  }

  private void heading(JsonNode node, String name) {
    int level = 0;
    for (var property : node.path("properties")) {
      if (property.path("name").asText().equals("level")) {
        level = property.path("value").path("value").asInt();
      }
    }
    if (level > heading + 1) {
      complaints.add("heading of level %d after %d: %s".formatted(level, heading, name));
    }
    heading = level;
  }

  private void table(JsonNode node, String name) {
    if (count(node, "columnheader") == 0) {
      complaints.add("table without column headers: " + name);
    }
  }

  private int count(JsonNode node, String role) {
    int count = role(node).equals(role) ? 1 : 0;
    for (var id : node.path("childIds")) {
      count += count(nodes.getOrDefault(id.asText(), node.path("none")), role);
    }
    return count;
  }

  private static String role(JsonNode node) {
    return text(node, "role");
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).path("value").asText();
  }
}

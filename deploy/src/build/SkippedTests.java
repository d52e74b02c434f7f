import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Prints each skipped test of a module with its reason, which Surefire leaves to its report files.
 *
 * <p>Usage: {@code java SkippedTests.java REPORTS}. Exits with 1 when a test has no reason.
 */
final class SkippedTests {
  public static void main(String[] args)
      throws IOException, ParserConfigurationException, SAXException {
    boolean unexplained = false;
    for (var report : reports(Path.of(args[0]))) {
      var document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
      var skips = document.getElementsByTagName("skipped");
      for (int i = 0; i < skips.getLength(); i++) {
        if (skips.item(i) instanceof Element skip && skip.getParentNode() instanceof Element test) {
          var reason = reason(skip);
          unexplained |= reason.isEmpty();
          System.out.println(
              "skipped: "
                  + test.getAttribute("classname")
                  + "."
                  + test.getAttribute("name")
                  + ": "
                  + (reason.isEmpty() ? "NO REASON" : reason));
        }
      }
    }
    System.exit(unexplained ? 1 : 0);
  }

  /** Without tests, or before they ran, there is none. */
  private static List<Path> reports(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      found.sort(null);
      return found;
    }
  }

  /** Of a disabled test an attribute, of an aborted test the first line of its stack trace. */
  private static String reason(Element skip) {
    var given = skip.getAttribute("message");
    var trace = skip.getTextContent().lines().findFirst().orElse("");
    return (given.isBlank() ? trace.substring(trace.indexOf(": ") + 1) : given).strip();
  }
}

package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The form of a configuration document: {@code Rule+(ID? Status=Enabled|Disabled Days?=#)}. A name
 * may be followed by how often it comes (once, or {@code ? * +}), by its values ({@code #} is a
 * whole number) and by its children. The order of children does not matter, as it does not to S3.
 */
final class XmlSchema {

  private final String text;
  private int position;

  private XmlSchema(String text) {
    this.text = text;
  }

  /** One element; no values and no children mean any text. */
  private record Element(
      String name, char occurrence, Set<String> values, List<Element> children) {}

  /** A checked form. */
  record Form(String root, Consumer<XmlElement> check) {}

  /** Reads a form that is written in this program. */
  static Form of(String text) {
    XmlSchema schema = new XmlSchema(text);
    Element root = schema.element();
    return new Form(root.name(), document -> check(root, document));
  }

  private static void check(Element form, XmlElement element) {
    if (!element.name().equals(form.name())) {
      throw XmlReader.malformed();
    }
    if (form.children().isEmpty()) {
      checkText(form, element);
      return;
    }
    Map<String, Integer> counts = new HashMap<>();
    for (XmlElement child : element.children()) {
      Element expected =
          form.children().stream()
              .filter(candidate -> candidate.name().equals(child.name()))
              .findFirst()
              .orElseThrow(XmlReader::malformed);
      counts.merge(child.name(), 1, Integer::sum);
      check(expected, child);
    }
    for (Element child : form.children()) {
      int count = counts.getOrDefault(child.name(), 0);
      boolean fits =
          switch (child.occurrence()) {
            case '?' -> count <= 1;
            case '*' -> true;
            case '+' -> count >= 1;
            default -> count == 1;
          };
      if (!fits) {
        throw XmlReader.malformed();
      }
    }
  }

  private static void checkText(Element form, XmlElement element) {
    String value = element.text().trim();
    if (!element.children().isEmpty()) {
      throw XmlReader.malformed();
    }
    if (form.values().contains("#")) {
      try {
        if (Long.parseLong(value) < 0) {
          throw S3Errors.invalidArgument("'" + form.name() + "' must not be negative");
        }
      } catch (NumberFormatException notANumber) {
        throw XmlReader.malformed();
      }
    } else if (!form.values().isEmpty() && !form.values().contains(value)) {
      throw XmlReader.malformed();
    }
  }

  private Element element() {
    String name = word();
    char occurrence = ' ';
    if (position < text.length() && "?*+".indexOf(text.charAt(position)) >= 0) {
      occurrence = text.charAt(position++);
    }
    Set<String> values = Set.of();
    if (take('=')) {
      values = Set.of(word().split("\\|", -1));
    }
    List<Element> children = new ArrayList<>();
    if (take('(')) {
      while (!take(')')) {
        children.add(element());
        while (take(' ')) {}
      }
    }
    return new Element(name, occurrence, values, children);
  }

  private String word() {
    int start = position;
    while (position < text.length() && " ?*+=()".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    if (start == position) {
      throw new IllegalArgumentException("No name at " + position + " of " + text);
    }
    return text.substring(start, position);
  }

  private boolean take(char expected) {
    boolean there = position < text.length() && text.charAt(position) == expected;
    if (there) {
      position++;
    }
    return there;
  }
}

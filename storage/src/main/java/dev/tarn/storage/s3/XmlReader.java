package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads the small XML documents that S3's requests carry. Not a general parser on purpose: document
 * types and entities of one's own are refused, so there is nothing to expand or to fetch, and
 * references to characters that XML 1.0 forbids are accepted, because keys may hold them.
 */
final class XmlReader {

  private static final int MAX_DEPTH = 32;

  private final String xml;
  private int position;

  private XmlReader(String xml) {
    this.xml = xml;
  }

  /** Fails with MalformedXML. */
  static XmlElement read(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    XmlReader reader = new XmlReader(text.startsWith("\uFEFF") ? text.substring(1) : text);
    reader.skipMisc();
    XmlElement root = reader.element(0);
    reader.skipMisc();
    if (reader.position != reader.xml.length()) {
      throw malformed();
    }
    return root;
  }

  static S3Exception malformed() {
    return S3Errors.of(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
        400);
  }

  private XmlElement element(int depth) {
    if (depth > MAX_DEPTH || !take("<")) {
      throw malformed();
    }
    int start = position;
    while (position < xml.length() && isNameChar(xml.charAt(position))) {
      position++;
    }
    String qualified = xml.substring(start, position);
    if (qualified.isEmpty()) {
      throw malformed();
    }
    String name = qualified.substring(qualified.indexOf(':') + 1);
    if (skipAttributes()) {
      return new XmlElement(name, "", List.of());
    }
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    while (!xml.startsWith("</", position)) {
      content(depth, text, children);
    }
    if (!take("</" + qualified)) {
      throw malformed();
    }
    skipSpace();
    if (!take(">")) {
      throw malformed();
    }
    return new XmlElement(name, text.toString(), children);
  }

  private void content(int depth, StringBuilder text, List<XmlElement> children) {
    if (position >= xml.length()) {
      throw malformed();
    }
    if (take("<![CDATA[")) {
      text.append(upTo("]]>"));
    } else if (take("<!--")) {
      upTo("-->");
    } else if (take("<?")) {
      upTo("?>");
    } else if (xml.charAt(position) == '<') {
      children.add(element(depth + 1));
    } else if (take("&")) {
      reference(text);
    } else {
      text.append(xml.charAt(position++));
    }
  }

  private void reference(StringBuilder text) {
    String name = upTo(";");
    switch (name) {
      case "lt" -> text.append('<');
      case "gt" -> text.append('>');
      case "amp" -> text.append('&');
      case "quot" -> text.append('"');
      case "apos" -> text.append('\'');
      default -> {
        try {
          boolean hex = name.startsWith("#x");
          if (!name.startsWith("#")) {
            throw malformed();
          }
          text.appendCodePoint(
              hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1)));
        } catch (IllegalArgumentException notACodePoint) {
          throw malformed();
        }
      }
    }
  }

  /** Skips to the end of the start tag; true when it is also the end of the element. */
  private boolean skipAttributes() {
    while (position < xml.length()) {
      char c = xml.charAt(position++);
      if (c == '"' || c == '\'') {
        upTo(String.valueOf(c));
      } else if (c == '>') {
        return xml.charAt(position - 2) == '/';
      } else if (c == '<') {
        throw malformed();
      }
    }
    throw malformed();
  }

  private void skipMisc() {
    while (true) {
      skipSpace();
      if (take("<?")) {
        upTo("?>");
      } else if (take("<!--")) {
        upTo("-->");
      } else {
        return;
      }
    }
  }

  private void skipSpace() {
    while (position < xml.length() && Character.isWhitespace(xml.charAt(position))) {
      position++;
    }
  }

  private boolean take(String expected) {
    boolean there = xml.startsWith(expected, position);
    if (there) {
      position += expected.length();
    }
    return there;
  }

  private String upTo(String end) {
    int found = xml.indexOf(end, position);
    if (found < 0) {
      throw malformed();
    }
    String text = xml.substring(position, found);
    position = found + end.length();
    return text;
  }

  private static boolean isNameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
  }
}

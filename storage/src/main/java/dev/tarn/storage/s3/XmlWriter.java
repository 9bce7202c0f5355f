package dev.tarn.storage.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes S3's XML. Characters that XML 1.0 has no form for are written as references all the same,
 * as S3 does: keys may hold them.
 */
final class XmlWriter {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final StringBuilder xml = new StringBuilder(1024);

  private XmlWriter(String head) {
    xml.append(head);
  }

  /** A document whose root is in S3's namespace. */
  static XmlWriter document(String root) {
    XmlWriter writer = new XmlWriter(HEAD);
    writer.xml.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
    return writer;
  }

  /** A document without a namespace, as errors are. */
  static XmlWriter plainDocument(String root) {
    XmlWriter writer = new XmlWriter(HEAD);
    return writer.open(root);
  }

  /** A piece of a document. */
  static XmlWriter fragment() {
    return new XmlWriter("");
  }

  XmlWriter open(String name) {
    xml.append('<').append(name).append('>');
    return this;
  }

  XmlWriter close(String name) {
    xml.append("</").append(name).append('>');
    return this;
  }

  /** An element with text; nothing at all for null. */
  XmlWriter element(String name, @Nullable String text) {
    if (text != null) {
      open(name);
      escape(text);
      close(name);
    }
    return this;
  }

  XmlWriter element(String name, long number) {
    return element(name, Long.toString(number));
  }

  XmlWriter element(String name, boolean value) {
    return element(name, Boolean.toString(value));
  }

  XmlWriter element(String name, Instant time) {
    return element(name, TIME.format(time));
  }

  /** An element that was read; its attributes are gone. */
  XmlWriter tree(XmlElement element) {
    if (element.children().isEmpty()) {
      return element(element.name(), element.text());
    }
    open(element.name());
    element.children().forEach(this::tree);
    return close(element.name());
  }

  /** Markup as it is. */
  XmlWriter raw(String markup) {
    xml.append(markup);
    return this;
  }

  String text() {
    return xml.toString();
  }

  byte[] bytes() {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        case '"' -> xml.append("&quot;");
        default -> {
          if (c < 0x20 || c == 0x7f || c == 0xfffe || c == 0xffff) {
            xml.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            xml.append(c);
          }
        }
      }
    }
  }
}

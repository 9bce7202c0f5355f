package dev.tarn.protocol.query;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PrimitiveIterator;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Builds the XML of one answer. */
final class QueryXml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final QueryDialect dialect;
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter out;

  QueryXml(QueryDialect dialect) {
    this.dialect = dialect;
    try {
      out = FACTORY.createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  void startRoot(String name, String namespace) {
    write(() -> {
      out.writeStartElement(name);
      out.writeDefaultNamespace(namespace);
    });
  }

  /** What stands before the root element. */
  void declaration() {
    write(() -> out.writeStartDocument("UTF-8", "1.0"));
  }

  void start(String name) {
    write(() -> out.writeStartElement(name));
  }

  void end() {
    write(out::writeEndElement);
  }

  void text(String name, String value) {
    write(() -> {
      out.writeStartElement(name);
      writeCharacters(value);
      out.writeEndElement();
    });
  }

  /** A carriage return survives only as a reference; what XML has no form for is replaced. */
  private void writeCharacters(String value) throws XMLStreamException {
    StringBuilder plain = new StringBuilder(value.length());
    PrimitiveIterator.OfInt characters = value.codePoints().iterator();
    while (characters.hasNext()) {
      int character = characters.nextInt();
      if (character == '\r') {
        out.writeCharacters(plain.toString());
        plain.setLength(0);
        out.writeEntityRef("#13");
      } else {
        plain.appendCodePoint(isXml(character) ? character : 0xFFFD);
      }
    }
    out.writeCharacters(plain.toString());
  }

  /** The Char production of https://www.w3.org/TR/xml/#charsets. */
  private static boolean isXml(int character) {
    return character >= 0x20
        ? character < 0xD800 || (character > 0xDFFF && character != 0xFFFE && character != 0xFFFF)
        : character == '\t' || character == '\n';
  }

  /** The members of a structure, in the model's order, into the element that is open. */
  void members(SdkPojo object) {
    for (MemberShape member : StructureShape.of(object).members()) {
      Object value = member.get(object);
      if (value != null) {
        value(dialect.answerName(member), value, member.value());
      }
    }
  }

  private void value(String name, @Nullable Object value, ValueShape shape) {
    if (value == null) {
      return;
    }
    switch (shape.kind()) {
      case SDK_POJO -> {
        start(name);
        members((SdkPojo) value);
        end();
      }
      case LIST -> list(name, (List<?>) value, shape);
      case MAP -> map(name, (Map<?, ?>) value, shape);
      case SDK_BYTES ->
          text(name, Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
      // An Instant's text is ISO 8601 in UTC, as the protocol wants it.
      default -> text(name, value.toString());
    }
  }

  private void list(String name, List<?> values, ValueShape shape) {
    ListTrait trait = shape.listTrait();
    if (trait.isFlattened()) {
      values.forEach(value -> value(name, value, shape.element()));
      return;
    }
    start(name);
    String element = Objects.requireNonNullElse(trait.memberLocationName(), "member");
    values.forEach(value -> value(element, value, shape.element()));
    end();
  }

  private void map(String name, Map<?, ?> values, ValueShape shape) {
    MapTrait trait = shape.mapTrait();
    String keyName = Objects.requireNonNullElse(trait.keyLocationName(), "key");
    String valueName = Objects.requireNonNullElse(trait.valueLocationName(), "value");
    if (!trait.isFlattened()) {
      start(name);
    }
    values.forEach((key, value) -> {
      start(trait.isFlattened() ? name : "entry");
      text(keyName, (String) key);
      value(valueName, value, shape.element());
      end();
    });
    if (!trait.isFlattened()) {
      end();
    }
  }

  byte[] toBytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing XML into memory failed", e);
    }
  }
}

package dev.tarn.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.document.VoidDocumentVisitor;

/** Writes a free-form document as the JSON it stands for. */
final class DocumentWriter implements VoidDocumentVisitor {
  private final JsonGenerator out;

  DocumentWriter(JsonGenerator out) {
    this.out = out;
  }

  @Override
  public void visitNull() {
    write(out::writeNull);
  }

  @Override
  public void visitBoolean(Boolean value) {
    write(() -> out.writeBoolean(value));
  }

  @Override
  public void visitString(String value) {
    write(() -> out.writeString(value));
  }

  @Override
  public void visitNumber(SdkNumber value) {
    write(() -> out.writeNumber(value.stringValue()));
  }

  @Override
  public void visitMap(Map<String, Document> values) {
    write(out::writeStartObject);
    values.forEach((key, value) -> {
      write(() -> out.writeFieldName(key));
      value.accept(this);
    });
    write(out::writeEndObject);
  }

  @Override
  public void visitList(List<Document> values) {
    write(out::writeStartArray);
    values.forEach(value -> value.accept(this));
    write(out::writeEndArray);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
